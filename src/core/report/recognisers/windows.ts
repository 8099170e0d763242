/** What Windows itself and its shells print: event log, PowerShell, cmd.exe. */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { ANY_NUMBER, codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

/** `Faulting application name:` of the event log's Application Error, in the languages of Windows. */
const FAULTING =
  /(?:Faulting application name|Name der fehlerhaften Anwendung|Nom de l'application défaillante|Nombre de la aplicación con errores|Nome dell'applicazione che ha generato l'errore|Nome do aplicativo com falha|错误应用程序名称|發生錯誤的應用程式名稱|障害が発生しているアプリケーション名|Имя сбойного приложения|오류 있는 응용 프로그램 이름) ?:? ?([^,:\s][^,]{0,200}),/;
const EXCEPTION =
  /(?:[Ee]xception [Cc]ode|Ausnahmecode|Code d'exception|Código de excepción|Codice eccezione|Código de exceção|异常代码|例外狀況代碼|例外コード|Код исключения|예외 코드) ?:?\s{0,4}(0[xX][\da-fA-F]{1,8}|[cCeE48]0[\da-fA-F]{6})\b/;
/** The same event as XML: its first datum is the program, and the seventh the exception, without 0x. */
const DATUM = /<Data(?: Name=["']\w{1,40}["'])?>([^<]{1,200})<\/Data>/;
const STATUS = /^(?:0x)?(c0[\da-f]{6}|e0434352|e06d7363|80000003|40000015)$/i;

/** What Windows Error Reporting sends: parameter 1 is the program, 7 or 8 the exception, without 0x. */
const SENT =
  /^\s{0,8}(?:P1: ?|Sig\[0\]\.Value=)(\S[^\s:]{0,200})\s*$|^\s{0,8}(?:P[78]: ?|Sig\[[67]\]\.Value=)(\S{8})\s*$/;

/** How many lines one event's data take at most. */
const DATA_APART = 20;

/** The event log names the program some lines above its exception. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  let container: string | undefined;
  let named = 0;
  let robocopy = false;
  let datum: string | undefined;
  let first = 0;
  for (const found of paste.matching(
    /Faulting application|fehlerhaften Anwendung|application défaillante|aplicación con errores|dell'applicazione che|aplicativo com falha|错误应用程序名称|發生錯誤的應用程式|障害が発生している|сбойного приложения|응용 프로그램 이름|[Ee]xception [Cc]ode|Ausnahmecode|Code d'exception|Código de exce|Codice eccezione|异常代码|例外狀況代碼|例外コード|Код исключения|예외 코드|Robust File Copy|\b[Ee]xit code: ?\d{1,2}\s*$|MainEngineThread is returning|Action ended [\d:]{1,12}: .{1,120}?Return value|<Data(?: Name=|>)|^(?:> ?){0,3}[ \t]{0,8}(?:P1: ?\S|(?:P[78]: ?|Sig\[[67]\]\.Value=)[cCeE48]0[\da-fA-F]{6}(?!\w)|Sig\[0\]\.Value|Application Name:)/gm,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const [, sender, sent] = SENT.exec(text) ?? [];
    const program =
      FAULTING.exec(text)?.[1] ?? sender ?? /^\s*Application Name:\s{1,8}(\S{1,200})$/.exec(text)?.[1];
    if (program !== undefined) [container, named] = [program, number];
    robocopy ||= text.includes('Robust File Copy');
    const value = DATUM.exec(text)?.[1];
    if (
      value !== undefined &&
      /\.(?:exe|dll)$/i.test(value) &&
      (datum === undefined || number > first + DATA_APART)
    )
      [datum, first] = [value, number];
    const fault = datum === undefined ? undefined : STATUS.exec(value ?? '')?.[1];
    if (fault !== undefined)
      yield { line: number, code: Number.parseInt(fault, 16), container: datum ?? '', lines: [first] };
    const written = EXCEPTION.exec(text)?.[1] ?? sent;
    const code = codeOf(written?.replace(/^(?=[a-f\d]{8}$)/i, '0x'));
    if (code !== undefined) yield { line: number, code, ...(container && { container, lines: [named] }) };
    const copied = robocopy ? codeOf(/\b[Ee]xit code: ?(\d{1,2})\s*$/.exec(text)?.[1]) : undefined;
    if (copied !== undefined)
      yield {
        line: number,
        code: copied,
        container: 'robocopy',
        owner: 'robocopy',
        ownNumber: true,
        cause: copied < 8 ? 'success' : 'own-code',
      };
    const installed = codeOf(/MainEngineThread is returning (\d{1,10})/.exec(text)?.[1]);
    if (installed !== undefined)
      yield {
        line: number,
        code: installed,
        ownNumber: true,
        cause: installed === 0 || installed === 3010 || installed === 1641 ? 'success' : 'own-code',
      };
    // msi.h: 1 success, 2 cancelled by the user, 3 failure, 4 suspended, 5 finished early.
    const action = /Action ended [\d:]{1,12}: (\S{1,120})\. Return value (\d)/.exec(text);
    if (action?.[2] === '3')
      yield {
        line: number,
        code: 3,
        container: action[1] ?? '',
        naming: 'step',
        ownNumber: true,
        role: 'detail-or-alone',
      };
    else if (action) yield { line: number, role: 'detail' };
  }
}

export const windows: Recogniser = {
  family: 'windows',
  scan,
  rules: [
    rule(new RegExp(`(?<container>[Ii]nstaller) failed with exit code: ${ANY_NUMBER}`, 'g')),
    rule(new RegExp(`The (?<container>terminal) process terminated with exit code: ${ANY_NUMBER}`, 'g')),
    rule(
      new RegExp(
        `The terminal process "(?:[^"]{0,300}[\\\\/])?(?<container>[^"\\\\/]{1,100})" (?:terminated|failed to launch) .{0,40}?exit code: ${ANY_NUMBER}`,
        'g',
      ),
    ),
    // IIS, WAS: event 5011 and its kin.
    rule(
      new RegExp(
        `serving application pool '(?<container>[^']{1,200})' terminated unexpectedly\\..{0,80}? exit code was '${ANY_NUMBER}`,
        'g',
      ),
    ),
    // The service control manager: events 7023, 7024, 7031 and 7034.
    rule(
      /The (?<container>[^.]{1,100}?) service terminated with the following (?:service-specific )?error: {1,4}(?:%%)?(?<code>\d{1,10})\b/g,
    ),
    rule(/The (?<container>[^.]{1,100}?) service (?<reason>terminated unexpectedly)\./g),
    rule(/Dienst "{1,2}(?<container>[^"]{1,100})"{1,2} wurde (?<reason>unerwartet beendet)/g),
    // Windows Installer, events 1033 to 1038; WinSW.
    rule(/success or error status: (?<code>0|1641|3010)\b/g, { ownNumber: true, cause: 'success' }),
    rule(/success or error status: (?<code>\d{1,5})\b/g, { ownNumber: true }),
    rule(/Child process \[.{1,1500}?\] finished with (?<code>-?\d{1,10})\b/g),
    rule(new RegExp(`During startup program exited with code ${ANY_NUMBER}`, 'g')),
    rule(new RegExp(`[Ee]xception [Cc]ode:? ?${ANY_NUMBER}`, 'g')),
    rule(new RegExp(`异常代码:? ?${ANY_NUMBER}`, 'g')),
    // Debuggers, runtimes and crash handlers say it as a sentence: `Unhandled exception at 0x7FF6 in app.exe: 0xC0000005`.
    rule(
      /\b[Ee]xception\b(?:(?! code).){1,160}?(?<![\da-fA-Fx])(?<code>0x(?:[cC]0000[\da-fA-F]{3}|[cC]000027[bB]|[eE]0434352|[eE]06[dD]7363|80000003))\b/g,
    ),
    rule(/\bdwExitCode ?[=:]? ?(?<code>0x[1-9a-f][\da-f]{0,7}|[1-9]\d{0,9})\b/gi),
    rule(new RegExp(`(?:\\$LASTEXITCODE|%?ERRORLEVEL%?|LastExitCode)\\s?(?:=|:|is)?\\s?${ANY_NUMBER}`, 'g'), {
      words: ['lastexitcode', 'errorlevel'],
    }),
  ],
};
