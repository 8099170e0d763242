/** What shells print when they cannot run a command, and the exit status that they return then. */

/**
 * Lower case, by exit status: 127 and 126 are POSIX, XCU 2.8.2. English: bash 5.2, dash 0.5.12, zsh 5.9. Chinese: the
 * zh_CN catalogues of bash 5.2 and glibc 2.36, and how people write it. No word stands here that other programs print
 * with another status: "no such file or directory" and "permission denied" count only behind a shell's name, or alone.
 */
const SHELL_WORDS = {
  127: [
    'command not found',
    'required file not found',
    '找不到需要的文件',
    '未找到命令',
    '找不到命令',
    '命令未找到',
    '命令找不到',
  ],
  126: [
    'cannot execute',
    'bad interpreter',
    'exec format error',
    '无法执行',
    '解释器错误',
    '可执行文件格式错误',
    '权限不够',
    '命令调用错误',
  ],
} as const satisfies Readonly<Record<number, readonly string[]>>;

/** Behind the name of a shell or of env, and its script: `bash: ./run.sh: Permission denied`. */
const AFTER_SHELL = {
  127: ['no such file or directory', 'not found', '没有那个文件或目录'],
  126: ['permission denied', 'is a directory', '是一个目录', '是目录'],
} as const satisfies Readonly<Record<number, readonly string[]>>;

/** Where nothing else is asked, or only a path stands before it: what a shell makes of it is the sure part of an answer. */
const ALONE =
  /^(?:(?:exec:? )?\.{0,2}\/\S{1,200}: )?(?:(permission denied|权限不足|没有权限)|(no such file or directory|没有那个文件或目录))[.!。]?$/;

const SHELL = /(?:^|[\s/])(?:(?:ba|da|z|k|mk|c|tc)?sh|env): /;

/** An engine or a shell that could not replace itself, anywhere in a sentence: `exec /entrypoint.sh: no such file …`. */
const EXEC_MISSING = /\bexec \.{0,2}\/\S{1,200}: no such file or directory/;

/** Before the number of a line: `/bin/sh: 1: foo: not found`, `bash: line 3: foo: command not found`. */
const LINE_OF_SHELL = /(?:^|[\s/])(?:ba|da|z|k|mk)?sh: (?:line )?$/;

/** Whether the number at `from` to `to` of a text in lower case is the line that a shell names, and no code. */
export function isLineOfShell(text: string, from: number, to: number): boolean {
  return text[to] === ':' && LINE_OF_SHELL.test(text.slice(Math.max(0, from - 16), from));
}

type Words = Readonly<Record<number, readonly string[]>>;
/** Longest first: "cannot execute: required file not found" is 127. */
const rows = (table: Words) =>
  Object.entries(table)
    .flatMap(([status, words]) => words.map((word) => ({ word, status: Number(status) })))
    .sort((a, b) => b.word.length - a.word.length);
const ANYWHERE = rows(SHELL_WORDS);
const BEHIND = rows(AFTER_SHELL);

/** The exit status that a shell returns with the message in this text (lower case), or undefined. */
export function statusOfShellWords(text: string): number | undefined {
  const said = ({ word }: { readonly word: string }) => text.includes(word);
  const [, denied, missing] = ALONE.exec(text) ?? [];
  if (denied ?? missing) return denied ? 126 : 127;
  if (EXEC_MISSING.test(text)) return 127;
  return (ANYWHERE.find(said) ?? (SHELL.test(text) ? BEHIND.find(said) : undefined))?.status;
}
