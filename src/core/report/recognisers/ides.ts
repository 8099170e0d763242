/** JetBrains, Visual Studio, Dev-C++ and Xcode, in English and Chinese. */

import { ANY_NUMBER, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** Electron's reasons of `render-process-gone`, and the number behind them in the languages of VS Code. */
const GONE = ['crashed', 'killed', 'oom', 'launch-failed', 'integrity-failure', 'memory-eviction'];
const electron = (reasons: string, number: string): string =>
  `(?:\\(|reason|原因|Grund|raison|motivo|причина)[:：]? ?['"]?(?<reason>${reasons})['"]?[,，、;]? ?(?:exit ?)?(?:code|代码|código|codice|код|コード)[:：]? ?['"]?${number}`;

export const ides: Recogniser = {
  family: 'ides',
  rules: [
    // VS Code and what else is made of Electron. Of what a signal ended, the number is a raw wait status where it is small;
    // of what ended by itself it is that, or on Windows the program's own.
    rule(new RegExp(electron('clean-exit|abnormal-exit', '(?<code>-?\\d{1,10})'), 'gi'), {
      ownNumber: true,
      words: ['clean-exit', 'abnormal-exit'],
    }),
    rule(
      new RegExp(
        electron(GONE.join('|'), '(?:(?<signal>[1-9]|[12]\\d|3[01])(?!\\d)|(?<code>-?\\d{1,10}))'),
        'gi',
      ),
      {
        words: GONE,
      },
    ),
    rule(
      /\b(?<process>[Ee]xtension host|pty ?[Hh]ost|shared process)(?: process)? (?:terminated unexpectedly|exited|crashed)(?:\.| with)? [Cc]ode:? (?<code>-?\d{1,10})(?:, [Ss]ignal:? (?:unknown|(?<signal>SIG[A-Z]{2,6})))?/g,
    ),
    // Qt Creator.
    rule(/The process "(?<process>[^"]{1,300})" (?<reason>crashed)\./g, { cause: 'crash' }),
    // Visual Studio reports each thread as well. Those that the end of their process took have its value of Windows.
    rule(
      /The thread (?:'[^']{1,80}' ?)?(?:0x[\da-f]{1,8}|\d{1,10})?(?: ?\(0x[\da-f]{1,8}\)| ?\(\d{1,10}\))? ?has exited with code (?<code>3[2-9]\d{8}|4[0-2]\d{8}|-10[67]\d{7}|0x[c-f][\da-f]{7})\b.{0,60}/gi,
    ),
    // No other thread is the end of a process.
    rule(/(?:The thread|线程) .{1,60}?(?:exited with code|返回值为).{0,60}/g, {
      role: 'detail',
      words: ['the thread ', '线程'],
    }),
    rule(
      new RegExp(
        `进程已结束[,，。.;]?\\s?退出代码[为是:]?\\s?${ANY_NUMBER}(?: ?\\((?:由|被)?(?:信号|signal|interrupted by signal)\\s?:?(?<signal>\\d+)[^)]{0,60}\\))?`,
        'g',
      ),
    ),
    rule(/进程已结束[,，。]?\s?(?:退出代码)?.{0,4}(?:被|由)信号 ?(?<signal>\d+)/g),
    rule(
      new RegExp(
        `(?:程序|线程|进程)\\s?["'\`「]?(?:\\[\\w+\\]\\s?)?(?<step>[^"'\`」]{1,60}?)["'\`」]?\\s?已退出,返回值为\\s?${ANY_NUMBER}(?: ?\\(0x[\\da-fA-F]{1,8}\\))?(?: ?["'](?<reason>[^"']{1,60})["'])?`,
        'g',
      ),
    ),
    rule(
      new RegExp(
        `(?:(?<![^\\s"'(])(?<step>[^\\s"'(]{1,200})\\s?\\(进程 \\d+\\)|\\((?<stepB>进程 \\d+)\\))\\s?已退出,\\s?(?:返回)?代码为:?\\s?${ANY_NUMBER}(?: ?\\(0x[\\da-fA-F]{1,8}\\))?`,
        'g',
      ),
    ),
    rule(
      new RegExp(
        `The (?:program|thread) ['"](?:\\[\\w+\\] )?(?<step>[^'"]{1,200})['"] has exited with code ${ANY_NUMBER}(?: \\(0x[\\da-fA-F]+\\))?(?: ['"](?<reason>[^'"]{1,60})['"])?`,
        'g',
      ),
    ),
    rule(
      new RegExp(
        `(?<![^\\s"'(])(?<!\\[Inferior )(?<step>[^\\s"'(]{1,200}) \\(process \\d+\\) exited with code ${ANY_NUMBER}(?: \\(0x[\\da-fA-F]+\\))?`,
        'g',
      ),
    ),
    rule(
      new RegExp(
        `Process (?:returned|exited|terminated with status)[: ]\\s?${ANY_NUMBER}(?: \\(0x[\\da-fA-F]+\\))?`,
        'g',
      ),
    ),
    rule(new RegExp(`Executable (?<container>\\S{1,300}) returned exit code: ${ANY_NUMBER}`, 'g')),
    rule(
      new RegExp(
        `(?<![-\\w$/.])(?:已退出,代码为|退出码|退出,?\\s?状态码|退出代码|退出状态码?|退出状态|返回码|返回值|返回代码|错误退出码|終了コード|종료 코드|code de sortie|código de salida|código de saída|код(?:ом)? (?:возврата|выхода|завершения))\\s?(?:为|是|了|:|=|は)?\\s?["'\`]?${ANY_NUMBER}(?!\\s?(?:=|表示|代表))`,
        'gi',
      ),
      { words: ['退出', '返回', '終了コード', '종료', 'sortie', 'salida', 'saída', 'код'] },
    ),
    rule(/(?:被信号|收到信号|由信号|信号) ?(?<signal>\d{1,2}|SIG\w+) ?(?:杀死|终止|中断|结束|杀掉)/g, {
      words: ['信号'],
    }),
  ],
};
