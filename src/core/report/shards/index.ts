/** Which parts of the rules a text needs: each is loaded when the text shows a sign of what it is about. */

import { STRUCTURE_SIGN } from '../structure-sign.ts';
import type { Shard } from './shard.ts';

type Name =
  | 'last-words'
  | 'docker'
  | 'kubernetes'
  | 'structures'
  | 'batch'
  | 'system'
  | 'windows'
  | 'services'
  | 'ci'
  | 'builds';

interface Part {
  /** One of these matches every text that a rule of the part can match; `tests/unit/report/shards.spec.ts` holds it to that. */
  readonly signs: readonly RegExp[];
  readonly load: () => Promise<{ readonly shard: Shard }>;
}

/** The base is no part: it is always there. */
export const PARTS: Readonly<Record<Name, Part>> = {
  'last-words': {
    signs: [
      // What shells and loaders say in other languages, but signs and lines of a screen.
      /(?![a-z])\p{L}/iu,
      /\berror(?:\[E\d{4}\]| (?:TS|CS|C|LNK)\d{1,6})?: |\w(?:Error|Exception|Interrupt): |(?:^|[\s|])E: |(?:FATAL|CRITICAL|EMERG|PANIC|SEVERE|ERROR)[\]:\s]|(?:^|[\]:|>\u2502\u2503\u2551\dZ] {0,3})\s{0,8}(?:Error|Fatal|fatal error|FatalError|Failed)(?: \w{1,20}){0,3}: |\.dll |DLL |\\r|\^M|\r['"’:]|AVX|\bfatal: /m,
      /shared librar|bibliotec|librerie|error relocating|symbol lookup|undefined symbol|library not loaded|shared object|unsatisfiedlink|java\.library|interpret|required file|format|cannot execute|programmdatei|binari|binario|rosetta|x86-64|isa level|bad cpu|qemu-|version of %1|win32 app|incompatible arch|wrong elf|not found|gefunden|introuvable|encontrad|trovato|znaleziono|is not recognized|reconnu|reconoce|unknown command|enoent|make: |no such file|fichier|no existe|esistente|katalogu|permission denied|access (?:is )?denied|berechtigung|denegado|negato|eacces|is a directory|heap limit|call_and_retry|heap out of|outofmemoryerror|gc overhead|allowed memory|shared memory|required (?:key|env|setting|config|option|flag)|(?:variable|env var) |parameter (?:not|null)|unbound variable|failed \(2: |does not exist|missing|cannot open|can't open|unable to open|failed to (?:open|read|load)|keyerror|traceback|exception in thread|un(?:handled|caught) |unhandledpromise|panic: |panicked|goroutine|\sat \S{1,200}\(|(?:^|\s)at .{1,300}?[(:]\d{1,7}:\d|node\.js v|\sthrow |error\)|exception\)|php fatal|:in [`']|expect\(received|assertion|failed \S{1,300}::|\d failed|fail: |result: failed|\d failures?\b|failures: |failing|terminate called|libc\+\+abi|std::terminate|malloc|free\b|realloc|munmap_chunk|corrupt|stack smashing|buffer overflow|invalid next|#\s{1,4}(?:sig|exception_)|unable to execute|due to signal|compiler error|can't find|epipe|broken ?pipe|curl: \(|ssh: |kex_exchange|host key|rsync|scp: |wget: |dpkg: error|apt-get: |code e|tar: |unzip: |zip error|gpg: |yum: |dnf: |pip3?: |cannot find|undefined reference|collect2|compilation error|syntax error|parse error|eaddrinuse|already in use|bind\(\) to|econnrefused|connection (?:refused|timed)|could not (?:connect|resolve)|no space left|authentication failed|installer failed|mainengine|windows installer|fullyqualifiederrorid|robust file|terminated abruptly|\[(?:emerg|crit|fatal|error|alert)\]|level=(?:error|fatal|panic)|"(?:level|severity)": ?"(?:error|fatal|critical)/im,
    ],
    load: () => import('./last-words.ts'),
  },
  docker: {
    signs: [
      /exited with code|(?:exited|restarting|dead) ?\(| {2}exit -?\d|successfully: exit|\bunhealthy|didn't complete|failed to build|did not complete|container (?:kill|oom|die) |container [\w.-]{1,200} {1,60}(?:stopp|kill|remov)|task: non-zero|execsync|setns|no such image|gracefully|(?:stopping|killing) \S{1,200} {1,20}\.\.\.|docker(?:[: ]|-compose)|response from daemon|returned error: |to the docker|podman|nerdctl|compose|failed to (?:exit within|stop container|create|start|resolve)|\^c|health checks|task failed elb|scaling activity|stopped by user|userinitiated|host ec2|spot(?: task|interruption)|exceeded timeout|sent interrupt|restart signaled|requested_stop|healthcheck|oom.?killed|error r1[025]|with sigterm|cycling|memory limit|used over|xited with status|max memory used|pod sandbox|chdir to cwd|container init|working directory|error mounting|trying to mount|bind source|invalid mount|(?:creating|to create|setting up) mount|to mount |mount source|statfs|exec format|no matching (?:manifest|entries)|the specified platform|permission denied|a directory|executable file|no such file|already (?:in use|allocated)|the container name|port is already|cannot expose|not available|device driver|unable to find|init exited|final child|read init-p|unknown (?:flag|shorthand)|flag provided|invalid reference|requires at least|oci runtime|conflict\. the|pull access|manifest|repository does not exist|toomanyrequests|unauthorized: |error pulling|cannotpull|image not known|env file|\.env\b|resourceinit|no configuration file|variable is not set/i,
    ],
    load: () => import('./docker.ts'),
  },
  kubernetes: {
    signs: [
      /\b(?:State|Status|Exit Code|Reason|Terminated)\b(?!")|\d\/\d{1,3}\s+(?:Init:)?[A-Z]|E(?:xited|XITED)\s{1,20}[\w.-]|(?:ErrImage|ImagePull|CrashLoop|CreateContainer|RunContainer|InvalidImage)\w/,
      /terminated (?:\[|\(|with)|restarting failed|failed to (?:start|create) container|"startcontainer|start failed in pod|mountvolume|mountdevice|attachvolume|liveness|startup|unhealthy|failedscheduling|failedmount|failedattach|hook|preempt(?!ionp|lower)|nodenotready|pod sandbox|sandbox changed|nodes are available|node shutdown|" not found|couldn't find key|runasnonroot|pull image|image tag|pulling image|deadlineexceeded|backofflimit|backoff limit|specified deadline|(?:upgrade|installation|rollback|uninstall|delete) failed|evicted|nodelost|nodeshutdown|running pod|oomkilled|the node|local storage|ephemeral|emptydir|shutdown manager|system oom|oom event|stopping container|killing container|scaled down|successfuldelete|definition changed|kubectl|\boc |non-existent|non-root|pull policy|mount volumes|inspect image/i,
    ],
    load: () => import('./kubernetes.ts'),
  },
  structures: {
    signs: [STRUCTURE_SIGN],
    load: () => import('./structures.ts'),
  },
  batch: {
    signs: [
      /OUT_OF_ME|FAILED|COMPLETED|CANCELLED|TIMEOUT|NODE_FAIL|BOOT_FAIL|PREEMPTED|DEADLINE|Container .{0,300}(?:Exit status: |exitCode: |Exit code|exited with a)|TERM_|PBS|TO \w+ FAILURE|(?:^|\n)[> ]{0,8}signal \d/,
      /slurm|srun|stepid|errorcode|mpi_abort|c_running|oom[_-]kill(?:er)? event|detected \d|exitcode=|bad termination|exit string|task_id\t|container name: |exit_status|job id: |memory limit|containerid=container_|from container|failed:?\s+\d+\s+: |process terminated by|normal termination|gone over|\] signal: |mpi(?:run|exec) |error exit status|command exit status|executor with id|signal termination|wallclock|exceeded hard|request_memory|preempted by scheduler|container preempted|due to (?:node|slurmd|time|task|preemption)|lost\*? node|not responding|killed on request|job deleted|cancelled by|attemptid:|failed to report status/i,
    ],
    load: () => import('./batch.ts'),
  },
  system: {
    signs: [
      /code=(?:exited|killed|dumped)|[Rr]esult['": ]|ExecMain|EXC_|\.(?:service|socket|mount|scope|swap|timer|slice|target|automount|path|device)(?::|\s|$)|\s(?:SIG[A-Z0-9]+|\d{1,2})\s+(?:missing|present|truncated|none|journal|error|inaccessible|\*)\s|\bPID: \d|\bSignal: \d| error {1,10}\d|^(?:-|\d{1,10})\t-?\d{1,5}\t\S/m,
      /systemd|watchdog|of user \d|out of memory|killed process|oom[ _-]kill|oom_reaper|was killed: |system oom|segfault at|general protection|\] trap |unhandled|unexpected fatal signal|comm="|exited on signal|service exited|exited with (?:exit )?code: |exception (?:type|code)|termination (?:signal|reason)|procname|app_name|lastexitstatus|"label"|^process: |障害|응용|异常|例外|예외|线程|进程|退出|返回|終了|종료|信号|\(process \d+\)|systemctl|constraint_|mem(?:ory |_)cgroup|result of limit|failed at step|caught <|#\d{1,3} .*abort \(|timed out\. killing|sending sig|global_oom|due to memory|lowmemorykiller|jetsam|memorystatus|low swap|library not loaded|symbol not found|library missing|dyld|codesigning|code signature|disallowed by system|8badf00d|namespace (?:springboard|watchdog|frontboard)|another installation/im,
    ],
    load: () => import('./system.ts'),
  },
  windows: {
    signs: [
      /exited with (?:exit )?code: |dwexitcode|error status: |finished with|wurde unerwartet|exception\b.+0x|<data|(?:crashed|killed|oom|clean-exit|abnormal-exit|launch-failed|integrity-failure|memory-eviction)['"]?[,，、;]? ?(?:exit ?)?(?:code|代码|código|codice|код|コード)|extension host|pty ?host|shared process|exception (?:type|code)|faulting|application name:|^[>\s]{0,12}(?:p[178]: ?\S|sig\[\d)|fehlerhaften|défaillante|con errores|applicazione|com falha|错误应用程序|發生錯誤|障害|сбойного|응용|ausnahmecode|excepción|eccezione|exceção|异常|例外|исключения|예외|robust file|mainengine|action ended|installer failed|terminal process|application pool|service terminated|startup program|lastexitcode|errorlevel|the process "|the thread|线程|进程|退出|返回|終了|종료|信号|has exited with|\(process \d+\)|process (?:returned|exited|terminated with status)[: ]|returned exit code|sortie|salida|saída|код/im,
    ],
    load: () => import('./windows.ts'),
  },
  services: {
    signs: [
      /FATAL|BACKOFF|exitcode|(?:Exceeded|OutOfMemory|CannotPull|CannotStart|CannotCreate|ResourceInit|TaskFailed|DockerTimeout|CannotInspect)|heroku\[|app\[|\bR1[245]\b|FAILED\s*$/m,
      /(?:exited|stopped|gave up): |via signal|errored|\| (?:exited|terminated|process)|service (?:\S+ )?exited|service '|process(?: \d+| '[^']{1,80}' pid:\d+)? exited(?!,)|helper|(?:worker|manager|loader|agent) process|child \d+|exit signal|exit with status|\(pid \d+\) (?:was terminated|exited)|terminated due|got (?:signal|exception)|crashed by signal|background (?:saving|aof|transfer)|\bworker (?:\(|\d|failed|timeout|exited|with pid|')|workerlost|terminated by signal|worker\[|dataloader|worker process|retcode|<signals\.|processpool|process pool|terminated abruptly|unexpectedly terminated|stopped.{0,60}exitcode|fatal python|node down|negsignal|task (?:exited|received|timed|(?:\S+ )?failed)|died, killed|died due to oom|oom_killed|received by pid|health checks|target-group|host ec2|runtime exited|container called exit|uncaught signal|memory limit|used over|main child|oom killed|driver failure|terminated with signal|harakiri|execution timed out|hard time limit|timelimit|sigterm|worker exit type|: exit -?\d|fail code|\bsig[a-z]{2,6}(?: \(@\w{1,18}\))? received|signal \(\d|caught (?:segfault|bus error|fatal)|\[bug\]|received signal [a-z]|\bsig[a-z]{3,4} - |fatal error: in |interrupted by sig|program crashed|forrtl|stop reason|page fault|target signal|sanitizer|low on memory|kernel pid|terminate called|libc\+\+abi| detected \*\*\*|(?:free|alloc|chunk|consolidate)\(\): |double free or|corrupted (?:size|double)|: assertion [`']|thread \d{1,3}: (?:signal|exc_)|fatal (?:exception: |error\. )| >>> |raylet is|stopped \(rc=|still alive after|killing '|received fatal exc|exited \d{1,3}\.?$|unable to (?:start|stop) service/im,
    ],
    load: () => import('./services.ts'),
  },
  ci: {
    signs: [
      /FAILED|signal ?[:=]? ?["']?SIG/,
      /script returned|exited with status|agent was stopped|interrupted by a signal|cancellation signal|hook exited|process completed|code exit status|circleci|error in container|job failed|received ['"]|received sig|terminated with exit|process terminated\.|failfast|accessviolation|stack ?overflow|^the command|(?:bash|powershell|cmd\.exe) exited|the process '|" exited with|run(?:cancelled|timeout)|with strategy|\(exit code|was terminated \(exit|-- terminated|maximum (?:execution )?time|execution took|nested steps|build timed out|no output|has timed out|shutdown signal|lost communication|stopped hearing|was cancel|was aborted|canceling|system failure|aborted by|operation was|interrupt signal|longer than the specified|returned \d+ exit status|(?:aborted|killed|terminated)\)|\(exit |\bcode: \d{1,10},|signal: [a-z]|signal interrupt|timed out waiting|step timed out|timeout has been|\btimeout(?: -\S{1,30}(?: \w{1,10})?){0,4} \d|due to timeout|deadline exceeded|failed to finish|maximum allowed|termination signal|wrapper script|cannot contact|channelclosed|was removed|marked offline|connection was|is offline|did not connect|lost connection|never started|canceled|cancelled|externally set|sigterm|unfinished jobs|to (?:all|other) processes|sending (?:process|sig)|container exit|due to (?:matrix|sibling|another)|fail-fast|stopping app|to stop|(?:pre|post)-(?:install|upgrade|rollback|delete)|hooks failed|agent lost|step exceeded/im,
    ],
    load: () => import('./ci.ts'),
  },
  builds: {
    signs: [
      /NPM|npm|MSB3073|U1077|FAILED|\*\*\*|^FAIL\s|SIG(?:ABRT|QUIT|SEGV|BUS|FPE|ILL)|ELIFECYCLE|Error code|Signal \d|\bEXCEPTION_|^<\S+> \(|signal ?[:=]? ?["']?SIG|exited with code SIG/m,
      /exit successfully|custom build|build-script|non-zero exit value|forked vm|forked process|build daemon|received ['"]|received sig|msb\d{4}|test host process|signal: \d|unix_wait|si_signo|process terminated\.|process exit code: |at pc=|" exited with|\(exit code|was terminated \(exit|internal compiler error|signal terminated|unable to execute command|frontend command|terminated with signal|receipt of signal|died (?:due|with)|returned \d+ exit status|command failed|exit code 0x|\((?:subprocess |child )?(?:segfault|illegal|numerical|bus|timeout)\)|(?:aborted|killed|terminated)\)|\(exit |failed:? \((?!result)|server terminated|failed with exit code|command failed with|lifecycle script|returned: (?:code|-?\d)|verbose |was killed with|\blerna\b|: command |heap out of memory|husky|nodemon|could not compile|code[:=]? ?null,? |another process: signal|reason: (?:crashed|killed|abnormal)|exitcode=|\bcode: \d{1,10},|signal: [a-z]| errno |test timed out|fatal: \[|"rc": |status \d{1,3}\. output|(?:code|status|exitcode): \d{1,10},|\btimeout(?: -\S{1,30}(?: \w{1,10})?){0,4} \d/im,
    ],
    load: () => import('./builds.ts'),
  },
};

const NAMES = Object.keys(PARTS) as readonly Name[];

/** A longer text may hold anything, and to look for signs in it would take longer than to load what it may need. */
export const LOOKED_THROUGH = 50_000;

/** The parts whose signs a text shows, as `Paste.text` has it, in a fixed order; of a long text every part. */
export function partsFor(text: string): readonly Name[] {
  if (text.length > LOOKED_THROUGH) return NAMES;
  return NAMES.filter((name) => PARTS[name].signs.some((sign) => sign.test(text)));
}
