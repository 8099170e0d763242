/** Words of a question that say that a number is one, and those that may name a program. */

/** Words around a number that say what it is: they may stand in an address. */
export const KNOWN_WORD =
  /^(?:an?|the|exit(?:ed|s)?|codes?|status(?:es)?|value|signals?|return(?:ed|s)?|raw|wait|errno|error|errorlevel|windows|killed|terminated|ended|finished|process|program|with|by|of|is|was|and|docker|kubernetes|kubectl|pod|container|systemd|python|slurm|core|dumped|退出码?|退出代码|退出状态码?|返回[码值]|状态码?|信号|错误码?|代码|进程|被|为|是|的|终止|杀死|结束)$/i;

/** Words that begin with a letter and stand for themselves, and a number that stands for itself. */
const WORD = /(?<![\w+./:-])[a-z][\w+.-]*/gi;
const NUMBER = /(?<![\w+./-])-?\d{1,10}(?![\w/])/;

/** A number, and a word that is more than a way to say that it is one: a program may be named. */
export function mayNameProgram(text: string): boolean {
  return (
    NUMBER.test(text) &&
    (text.match(WORD) ?? []).some((word) => !KNOWN_WORD.test(word) && !/^SIG[A-Z]+/.test(word))
  );
}

/** Numbers and names one after another, a number first, as a shared link carries them: each has readings of its own. */
export const NUMBERS =
  /^(?:[-+]?\d{1,20}|0x[\da-f]{1,16})(?:[\s,;]+(?:[-+]?\d{1,20}|0x[\da-f]{1,16}|[A-Z][A-Za-z]{1,40})){0,15}$/;
