/** Names and words that once found another page or none, over the built index of the search: each leads to its page first. */

import { expect, test } from '@playwright/test';
import { ask } from '../asked.ts';

/** Names of the codes as an often copied Chinese table has them, then words that once found another page, or none. */
const CHINESE = {
  正常退出: '0/',
  应用错误: '1/',
  容器未能运行: '125/',
  命令调用错误: '126/',
  找不到文件或目录: '127/',
  退出时使用的参数无效: '128/',
  异常终止: '134/',
  立即终止: '137/',
  分段错误: '139/',
  优雅终止: '143/',
  退出状态超出范围: '255/',
  内存溢出: '137/',
  内存泄漏: '137/',
  强制终止: '137/',
  'java 内存溢出': '1/',
  'java 堆溢出': '1/',
  堆溢出: '1/',
  容器启动后马上退出: '0/',
  容器闪退: '0/',
  容器无法启动: '128/',
  架构不匹配: '255/',
  执行格式错误: '255/',
  'k8s pod 重启 137': '137/',
  'pod 重启原因': 'guides/kubernetes/',
  'pod 一直重启': 'reasons/CrashLoopBackOff/',
  容器一直重启: 'reasons/CrashLoopBackOff/',
  退出码大全: 'guides/kubernetes/',
  退出码范围: 'guides/kubernetes/',
  就绪探针: 'guides/kubernetes/',
  存活探针失败: 'reasons/Unhealthy/',
  怎么查看退出码: 'guides/container-lifecycle/',
  entrypoint: 'guides/pid-1/',
  'systemd 退出码': 'programs/systemd/',
} as const;

const ENGLISH = {
  'segmentation fault': '139/',
  'out of memory': '137/',
  'command not found': '127/',
  'permission denied': '126/',
  'graceful shutdown': '143/',
  entrypoint: 'guides/pid-1/',
} as const;

for (const [locale, queries] of [
  ['zh', CHINESE],
  ['en', ENGLISH],
] as const)
  test(`${locale}: what people type finds its page first`, () => {
    const asked = ask(Object.keys(queries).map((q) => ({ q, lang: locale, expect: [] })));
    const wrong = asked.flatMap(({ q, answers: [first] }) => {
      const path = queries[q as keyof typeof queries];
      return first?.row.path === path ? [] : [`${q}: ${first?.row.path ?? 'nothing'}, expected ${path}`];
    });
    expect(wrong).toEqual([]);
  });
