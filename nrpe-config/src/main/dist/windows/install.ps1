# Installs cas-agent as a service, or upgrades it. Run as administrator from the unpacked zip:
#   powershell -ExecutionPolicy Bypass -File install.ps1 -Java "C:\Program Files\Java\jdk-17" -ServiceUser CORP\cas -ServicePassword ...
#   -Java             a Java 17 of 64 bits; JAVA_HOME if not given
#   -ServiceUser      a domain account in View-Only Organization Management and local administrator; LocalSystem if not given
#   -FrontEnd         an account that may ask the agent and call it with the monitor's key, as *S-1-5-20 (NetworkService)
#   -EvenIfTheAddressMoves   upgrade also where the other agent does not agree to wait
# An upgrade prepares all beside the version that runs; only the end of one process and the start of the next lie between.
# PowerShell 2.0 and plain ASCII, so that it runs on every server and can be signed.
param(
  [string]$Java = $env:JAVA_HOME,
  [string]$ServiceUser = 'LocalSystem',
  [string]$ServicePassword = '',
  [string]$FrontEnd = '',
  [switch]$EvenIfTheAddressMoves
)

$ErrorActionPreference = 'Stop'

$service = 'cas-agent'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$version = ([string](Get-Content (Join-Path $here 'VERSION'))).Trim()
$root = Join-Path $env:ProgramFiles 'cas-failover'
$bin = Join-Path $root 'bin'
$program = Join-Path $root $version
$data = Join-Path $env:ProgramData 'cas-failover'
$settings = Join-Path $data 'cas-failover.cfg'
$tls = Join-Path $data 'tls'
$system = [Environment]::SystemDirectory
$icacls = Join-Path $system 'icacls.exe'
$netsh = Join-Path $system 'netsh.exe'
$sc = Join-Path $system 'sc.exe'

function Invoke-Program([string]$Program, [string[]]$Words, [string]$Otherwise) {
  & $Program $Words
  if ($LASTEXITCODE -ne 0) { throw "$Program ended with exit code ${LASTEXITCODE}: $Otherwise" }
}

# One argument in an argument file of Java, where a backslash is written twice.
function Format-Argument([string]$Text) {
  '"' + $Text.Replace('\', '\\') + '"'
}

function Get-Setting([string]$Pattern) {
  foreach ($line in Get-Content $settings) {
    if ($line -match ('^\s*' + $Pattern + '\s*=\s*(.*?)\s*$')) { $Matches[1] }
  }
}

function Write-ArgumentFile([string]$Name, [string]$Class) {
  $kind = 'programs'
  if ($Name -eq 'cas-agent') { $kind = 'agent' }
  $words = @($flags) + @(Get-Archive $kind) + $properties + @('-cp', $classPath, $Class)
  $file = Join-Path $bin "$Name.args"
  [IO.File]::WriteAllLines($file, [string[]]($words | ForEach-Object { Format-Argument $_ }))
  $command = '@"' + $javaProgram + '" "@' + $file + '" %*'
  [IO.File]::WriteAllLines((Join-Path $bin "$Name.cmd"), [string[]]@($command))
}

# ---- What must be there

$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this as administrator.' }
if (-not $Java) { throw 'Where is Java? Say -Java FOLDER, or set JAVA_HOME.' }
$javaProgram = Join-Path $Java 'bin\java.exe'
$jvm = Join-Path $Java 'bin\server\jvm.dll'
if (-not ((Test-Path $javaProgram) -and (Test-Path $jvm))) { throw "$Java has no bin\java.exe and bin\server\jvm.dll." }

# ---- The program, in a folder of its version

$known = Get-Service | Where-Object { $_.Name -eq $service }
if (-not (Test-Path (Join-Path $program 'complete'))) {
  if (Test-Path $program) { Remove-Item $program -Recurse -Force }
  New-Item $program -ItemType Directory -Force | Out-Null
  Copy-Item (Join-Path $here 'program\*') $program -Recurse
}
New-Item $bin -ItemType Directory -Force | Out-Null

# Ours first, as everywhere: the same order in all programs, or the class data archive would not fit.
$jars = @(Get-ChildItem (Join-Path $program 'lib\*.jar') | Sort-Object Name | ForEach-Object { $_.FullName })
$ours = @($jars | Where-Object { $_ -match '\\(nrpe-config|event-handler|check-plugins)-[^\\]*$' })
[Array]::Reverse($ours)
$classPath = (@($ours) + @($jars | Where-Object { $ours -notcontains $_ })) -join ';'
function Get-Flags([string]$Name) { Get-Content (Join-Path $program "etc\$Name") | Where-Object { $_ -match '^-' } }
$flags = @(Get-Flags 'jvm.flags')
$agentFlags = @(Get-Flags 'agent.flags')

# ---- The class data archives, as bin/archive makes them on Linux; without them all works, and starts later

function Invoke-Java([string[]]$Words) {
  & $javaProgram (@($flags) + $common + $Words) | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "java ended with exit code $LASTEXITCODE" }
}

function New-Archives([string]$Aside) {
  $record = @('-Xshare:off', "-XX:DumpLoadedClassList=$Aside\programs")
  Invoke-Java @('casfailover.program.Rehearsal', 'settings', $Aside)
  $words = @($flags) + $common + @(
    '-Xshare:off', "-XX:DumpLoadedClassList=$Aside\agent", 'casfailover.program.Rehearsal', 'agent', $Aside
  )
  [IO.File]::WriteAllLines("$Aside\agent.args", [string[]]($words | ForEach-Object { Format-Argument $_ }))
  $agent = Start-Process $javaProgram -ArgumentList ('"@' + "$Aside\agent.args" + '"') -WindowStyle Hidden -PassThru
  try {
    Invoke-Java ($record + @('casfailover.program.Rehearsal', 'programs', $Aside))
  } finally {
    if (-not $agent.HasExited) { $agent.Kill() }
    $agent.WaitForExit()
  }
  # The last line of a program that was ended may be half a line.
  $list = @(Get-Content "$Aside\agent")
  [IO.File]::WriteAllLines("$Aside\agent", [string[]]($list[0..($list.Length - 2)]))
  Invoke-Java @('casfailover.program.Rehearsal', 'lambdas', $Aside)
  foreach ($kind in @('agent', 'programs')) {
    Invoke-Java @('-Xshare:dump', "-XX:SharedClassListFile=$Aside\$kind", "-XX:SharedArchiveFile=$Aside\$kind.jsa")
    Move-Item "$Aside\$kind.jsa" (Join-Path $program "lib\classes-$kind.jsa")
  }
}

# BoringSSL is loaded from where it lies. Out of its jar it would be unpacked into TEMP at each start, and stay there.
$properties = @(
  "-Djava.util.logging.config.file=$program\etc\logging.properties", "-Dcasfailover.home=$program",
  "-Djava.library.path=$program\lib\META-INF\native"
)
$common = $properties + @('-cp', $classPath)
if (-not (Test-Path (Join-Path $program 'complete'))) {
  $aside = Join-Path $program 'archive'
  if (Test-Path $aside) { Remove-Item $aside -Recurse -Force }
  New-Item $aside -ItemType Directory | Out-Null
  try {
    New-Archives $aside
  } catch {
    Write-Warning "No class data archive was made, so the agent starts somewhat later: $_"
  }
  Remove-Item $aside -Recurse -Force
}
# The JVM itself looks at each start whether it is whole; a damaged one it would map unseen, and crash.
function Get-Archive([string]$Kind) {
  $archive = Join-Path $program "lib\classes-$Kind.jsa"
  if (Test-Path $archive) { "-XX:SharedArchiveFile=$archive"; '-XX:+VerifySharedSpaces' }
}
New-Item (Join-Path $program 'complete') -ItemType File -Force | Out-Null

# ---- Settings, certificates and state: for the system, administrators and the account of the service alone

New-Item $tls -ItemType Directory -Force | Out-Null
New-Item (Join-Path $data 'log') -ItemType Directory -Force | Out-Null
$grants = @('*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F')
if ($ServiceUser -ne 'LocalSystem') { $grants += ($ServiceUser + ':(OI)(CI)M') }
Invoke-Program $icacls (@($data, '/inheritance:r', '/grant:r') + $grants) "nobody but the service may read $data"
if (-not (Test-Path $settings)) {
  Copy-Item (Join-Path $program 'etc\cas-failover.cfg') $settings
  Write-Output "$settings is an example: put in your own servers, and run this again."
}
if ($FrontEnd) {
  Invoke-Program $icacls @($data, '/grant', ($FrontEnd + ':(RX)')) "the account $FrontEnd must be known"
  Invoke-Program $icacls @($tls, '/grant', ($FrontEnd + ':(RX)')) "the account $FrontEnd must be known"
  foreach ($file in @($settings, "$tls\ca.pem", "$tls\monitor.pem", "$tls\monitor.key")) {
    if (Test-Path $file) { Invoke-Program $icacls @($file, '/grant', ($FrontEnd + ':R')) "$file must be readable" }
  }
}

if (-not $known) {
  Write-ArgumentFile 'cas-agent' 'casfailover.program.CasAgent'
  Write-ArgumentFile 'cas-event-handler' 'casfailover.program.CasEventHandler'
  Write-ArgumentFile 'check_cas' 'casfailover.program.CheckCas'
}
$check = @($flags) + @(
  "-Dcasfailover.home=$program", '-cp', $classPath, 'casfailover.program.CasAgent', '--config', $settings, '--check-config'
)
Invoke-Program $javaProgram $check ("mend $settings (certificates: $bin\cas-agent.cmd --config $settings init-tls)" +
  ', and run this again; nothing was stopped')

# ---- From here on the clock runs: the other agent waits

if ($known -and ($known.Status -eq 'Running')) {
  & $javaProgram ('@' + (Join-Path $bin 'cas-event-handler.args')) 'back-soon' '--config' $settings
  if (($LASTEXITCODE -ne 0) -and (-not $EvenIfTheAddressMoves)) {
    throw 'The other agent does not wait, so the address would move or go. Nothing was stopped. See -EvenIfTheAddressMoves.'
  }
  Stop-Service $service
}

$launcher = Join-Path $bin "$service.exe"
Copy-Item (Join-Path $program 'procrun\amd64\prunsrv.exe') $launcher -Force
$verb = '//IS//'
if ($known) { $verb = '//US//' }
$jvmOptions = @($flags) + $agentFlags + @(Get-Archive 'agent') + $properties
$words = @(
  "$verb$service",
  '--DisplayName=CAS IP failover',
  '--Description=Watches the other Exchange server and takes the client access address over when it dies.',
  '--Startup=auto',
  "--Jvm=$jvm",
  "--Classpath=$classPath",
  ('--JvmOptions=' + ($jvmOptions -join ';')),
  '--StartMode=jvm',
  '--StartClass=casfailover.program.CasAgent',
  "--StartParams=--config;$settings",
  '--StopMode=jvm',
  '--StopClass=casfailover.program.CasAgent',
  '--StopMethod=stop',
  '--StopTimeout=30',
  "--LogPath=$data\log",
  '--LogPrefix=service',
  '--StdOutput=auto',
  '--StdError=auto'
)
# An upgrade keeps the account, unless it names another.
if ((-not $known) -or ($ServiceUser -ne 'LocalSystem')) { $words += "--ServiceUser=$ServiceUser" }
if ($ServicePassword) { $words += "--ServicePassword=$ServicePassword" }
Invoke-Program $launcher $words 'the service could not be written'
Invoke-Program $sc @('failure', $service, 'reset=', '86400', 'actions=', 'restart/2000/restart/5000/restart/30000') `
  'the service would not be started again by itself'
Invoke-Program $sc @('failureflag', $service, '1') 'the service would not be started again by itself'
Start-Service $service

Write-ArgumentFile 'cas-agent' 'casfailover.program.CasAgent'
Write-ArgumentFile 'cas-event-handler' 'casfailover.program.CasEventHandler'
Write-ArgumentFile 'check_cas' 'casfailover.program.CheckCas'

# ---- Firewall: whoever stands in the settings, and nobody else

$port = @(Get-Setting 'server_port') + @('5666')
$names = ((@(Get-Setting 'server\[[^\]]+\]') + @(Get-Setting 'allowed_hosts')) -join ',').Split(',')
$names = @($names | ForEach-Object { $_.Trim() } | Where-Object { $_ })
$address = '^([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/[0-9]+)?$'
$hosts = @($names | Where-Object { $_ -match $address })
foreach ($name in @($names | Where-Object { $_ -notmatch $address })) {
  Write-Warning "The firewall knows no names: it lets nobody in for $name in allowed_hosts. Write its address there, or open the port for it by hand."
}
foreach ($rule in @('cas-agent', 'cas-agent ping')) {
  & $netsh advfirewall firewall delete rule "name=$rule" | Out-Null
}
$remote = 'remoteip=' + ($hosts -join ',')
Invoke-Program $netsh @('advfirewall', 'firewall', 'add', 'rule', 'name=cas-agent', 'dir=in', 'action=allow',
  'protocol=TCP', ('localport=' + $port[0]), $remote) 'open the port by hand'
Invoke-Program $netsh @('advfirewall', 'firewall', 'add', 'rule', 'name=cas-agent ping', 'dir=in', 'action=allow',
  'protocol=icmpv4:8,any', $remote) 'let the servers and the gateway be pinged'

# ---- Event log: what was installed when

if (-not [Diagnostics.EventLog]::SourceExists('cas-failover')) {
  New-EventLog -LogName Application -Source 'cas-failover'
}
Write-EventLog -LogName Application -Source 'cas-failover' -EventId 1 -EntryType Information `
  -Message "cas-failover $version was installed and started."

Get-ChildItem $root | Where-Object { $_.PSIsContainer -and ($_.Name -ne $version) -and ($_.Name -ne 'bin') } |
  ForEach-Object { Remove-Item $_.FullName -Recurse -Force }
Write-Output "cas-failover $version runs. Next: $bin\cas-event-handler.cmd status"
