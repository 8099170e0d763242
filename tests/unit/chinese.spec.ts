/**
 * Chinese as an editor left it: one term for one thing, full-width punctuation, a space between Han and Latin. What a
 * reader may type, the aliases, is free of both.
 */

import { expect, test } from '@playwright/test';
import { readContent } from '../../src/check/read.ts';
import { zh } from '../../src/i18n/zh.ts';

/** What was written for a thing, and the term that was chosen. */
const TERMS: Readonly<Record<string, string>> = {
  死于: '被信号终止',
  死法: '结束方式',
  因内存被杀: '因内存不足被杀（OOM）',
  限额: '内存限制',
  提高限制: '调大内存限制',
  放宽限制: '调大内存限制',
  本地模块: '原生模块',
  本地库: '原生库',
  本地代码: '原生代码',
  成因: '原因',
  '在 init 之后': '有 init 时',
  '在 shell 之下': '由 shell 启动时',
  谁写的: '从哪来',
  弄丢: '丢失',
  重新起来: '重启',
  抱怨: '报错',
  套接字: 'socket',
  为其他处理器编译: '为其他 CPU 架构编译',
  停得很好: '正常停止',
  家目录: '主目录',
  '文件模式(?!下)': '通配符：文件模式是权限',
  照数字: '给这个数字标了个名字',
  '(?<!可)执行权限': '可执行权限',
  '(?<!微)软链接': '符号链接',
  '一般(错误|失败)': '一般性错误、一般性失败',
  未说明的错误: '未指明的错误',
  '带 --?[A-Za-z]': '使用 -x 时',
  低八位: '低 8 位',
  带不认识的: '遇到未知选项',
  '\\d %(?!\\w)': '100%，中间没有空格',
};
/** Where a term is given once beside the one that is used. */
const BESIDE = /socket（套接字）/g;

/** Every Chinese sentence of the site, with where it stands; code in it is left out, which is as a tool prints it. */
const SENTENCES: readonly (readonly [where: string, sentence: string])[] = [
  ...Object.entries(zh).map(([key, text]) => [`zh.ts ${key}`, text] as const),
  ...readContent(process.cwd()).files.flatMap(({ path, data, body }) => [
    ...wordsIn(data, '').map(([field, text]) => [`${path} ${field}`, text] as const),
    ...(/\/zh\//.test(path) && body ? [[path, body] as const] : []),
  ]),
]
  .filter(([, text]) => /\p{Script=Han}/u.test(text))
  .flatMap(([where, text]) =>
    text
      .split('\n')
      .map((line) => [where, line.replaceAll(/`[^`]*`/g, '`').replaceAll(BESIDE, 'socket')] as const),
  );

function wordsIn(value: unknown, field: string): readonly (readonly [field: string, text: string])[] {
  if (typeof value === 'string') return [[field, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    /^(aliases|sources|command|evidence|run|shown)$/.test(key)
      ? []
      : wordsIn(child, field ? `${field}.${key}` : key),
  );
}

const found = (pattern: RegExp) =>
  SENTENCES.flatMap(([where, sentence]) => {
    const match = pattern.exec(sentence);
    return match ? [`${where}: ${sentence.slice(Math.max(0, match.index - 20), match.index + 30)}`] : [];
  });

test('there are sentences to read', () => {
  expect(SENTENCES.length).toBeGreaterThan(3000);
});

test('one term for one thing', () => {
  for (const [instead, term] of Object.entries(TERMS))
    expect.soft(found(new RegExp(instead)), term).toEqual([]);
});

test('full-width punctuation between Han, and none of it half-width', () => {
  expect(found(/\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u)).toEqual([]);
  expect(found(/[，。；：、！？）】”] (?=\p{Script=Han})|\p{Script=Han} [，。；：、！？）】”]/u)).toEqual([]);
});

test('a space between Han and Latin, none between Han and Han', () => {
  expect(found(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u)).toEqual([]);
  expect(found(/\p{Script=Han} \p{Script=Han}/u)).toEqual([]);
});
