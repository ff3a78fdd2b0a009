# Answers cas-agent's questions about the databases and the cluster, one line in, one block out:
#   COPIES n | QUORUM n | QUIT
#   BEGIN n, lines of base64 (UTF-8), END n OK | END n ERROR base64
# COPIES gives CSV of Get-MailboxDatabaseCopyStatus; QUORUM gives yes, no or unknown, without Exchange.
# It changes nothing. PowerShell 2.0 and plain ASCII, so that it runs on every server and can be signed.
param(
  [string]$ExchangeUri,
  [string]$Self,
  [string]$Peer,
  [string]$PeerAddress,
  [switch]$SnapIn
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'

# Exchange allows a user 18 sessions, and one that could not be opened is not tried again at once.
$pauseSeconds = 5
$policySeconds = 60

$columns = @(
  'DatabaseName', 'MailboxServer', 'Status', 'ActiveDatabaseCopy', 'ActiveCopy', 'ActivationSuspended',
  'CopyQueueLength', 'ReplayQueueLength', 'ContentIndexState', 'ErrorMessage'
)
$snapIns = @(
  'Microsoft.Exchange.Management.PowerShell.E2010', 'Microsoft.Exchange.Management.PowerShell.SnapIn'
)
# Win32 errors of a cluster service that runs and is in no cluster: 1722, 1753 and 5050.
$notFormed = @(-2147023174, -2147023143, -2147019846)

$session = $null
$local = $false
$policies = @{}
$pausedUntil = [DateTime]::MinValue
$lastError = ''

function Write-Line([string]$Line) {
  [Console]::Out.Write($Line + "`r`n")
}

function ConvertTo-Base64([string]$Text, [string]$Breaks) {
  [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text), [Base64FormattingOptions]$Breaks)
}

function Write-Answer([string]$Number, [string]$Text) {
  Write-Line "BEGIN $Number"
  if ($Text -ne '') { Write-Line (ConvertTo-Base64 $Text 'InsertLineBreaks') }
  Write-Line "END $Number OK"
  [Console]::Out.Flush()
}

function Write-Refusal([string]$Number, [string]$Text) {
  Write-Line "BEGIN $Number"
  if ($Text -eq '') { $Text = 'an error without words' }
  Write-Line ("END $Number ERROR " + (ConvertTo-Base64 $Text 'None'))
  [Console]::Out.Flush()
}

# Kerberos needs a full name: a short one is completed by the domain of this server.
function Get-FullUri {
  $uri = [Uri]$ExchangeUri
  $domain = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().DomainName
  if (($uri.Host -like '*.*') -or ($domain -eq '')) { return $uri }
  $builder = New-Object -TypeName UriBuilder -ArgumentList $uri
  $builder.Host = $uri.Host + '.' + $domain
  return $builder.Uri
}

function Close-Exchange {
  if ($script:session -ne $null) {
    Remove-PSSession -Session $script:session -ErrorAction SilentlyContinue
  }
  $script:session = $null
}

function Wait-BeforeNext([string]$Why) {
  $script:lastError = $Why
  $script:pausedUntil = [DateTime]::UtcNow.AddSeconds($pauseSeconds)
}

function Open-SnapIn {
  foreach ($name in $snapIns) {
    if (Get-PSSnapin -Registered -Name $name -ErrorAction SilentlyContinue) {
      if (-not (Get-PSSnapin -Name $name -ErrorAction SilentlyContinue)) { Add-PSSnapin -Name $name }
      $script:local = $true
      return $true
    }
  }
  return $false
}

function Open-Exchange {
  if ($script:local) { return }
  if ($script:session -ne $null) {
    if ([string]$script:session.State -eq 'Opened') { return }
    Close-Exchange
  }
  if ([DateTime]::UtcNow -lt $script:pausedUntil) { throw $script:lastError }
  try {
    $options = New-PSSessionOption -OpenTimeout 15000 -OperationTimeout 50000 -CancelTimeout 2000
    $script:session = New-PSSession -ConfigurationName 'Microsoft.Exchange' -ConnectionUri (Get-FullUri) `
      -Authentication Kerberos -SessionOption $options
  } catch {
    $why = [string]$_
    if ($SnapIn -and (Open-SnapIn)) { return }
    Wait-BeforeNext $why
    throw $why
  }
}

# The endpoint of Exchange takes commands with plain words only, so no variable goes there.
function Invoke-Exchange([string]$Command, [string]$Parameter, [string]$Server) {
  if ($Server -notmatch '^[A-Za-z0-9][A-Za-z0-9._-]*$') { throw "'$Server' is no name of a server" }
  $block = [ScriptBlock]::Create("$Command -$Parameter '$Server'")
  if ($script:local) { return (& $block) }
  return (Invoke-Command -Session $script:session -ScriptBlock $block)
}

function Get-Policy([string]$Server) {
  $known = $script:policies[$Server]
  if (($known -eq $null) -or ($known.Until -lt [DateTime]::UtcNow)) {
    $known = @{ 'Until' = [DateTime]::UtcNow.AddSeconds($policySeconds); 'Word' = '' }
    try {
      $found = Invoke-Exchange 'Get-MailboxServer' 'Identity' $Server
      $known.Word = [string]$found.DatabaseCopyAutoActivationPolicy
    } catch {
      # It only explains; without it the answer is the same.
      $known.Word = ''
    }
    $script:policies[$Server] = $known
  }
  return $known.Word
}

function New-Row($Copy, [string]$Policy) {
  $row = New-Object -TypeName PSObject
  foreach ($name in $columns) {
    Add-Member -InputObject $row -MemberType NoteProperty -Name $name -Value ([string]$Copy.$name)
  }
  Add-Member -InputObject $row -MemberType NoteProperty -Name 'AutoActivationPolicy' -Value $Policy
  return $row
}

function Get-Rows([string]$Server) {
  $policy = Get-Policy $Server
  foreach ($copy in @(Invoke-Exchange 'Get-MailboxDatabaseCopyStatus' 'Server' $Server)) {
    if ($copy -ne $null) { New-Row $copy $policy }
  }
}

# Asking for a server that is dead takes longer than the answer is good for.
function Test-Answer([string]$Name) {
  try {
    $reply = (New-Object -TypeName Net.NetworkInformation.Ping).Send($Name, 1000)
    return ([string]$reply.Status -eq 'Success')
  } catch {
    return $false
  }
}

function Get-OtherRows([string]$Server, [string]$Address, $OwnRows) {
  $why = "$Server was not asked, since it answers no ping"
  if (Test-Answer $Address) {
    try {
      return @(Get-Rows $Server)
    } catch {
      $why = [string]$_
    }
  }
  foreach ($own in $OwnRows) {
    $unread = @{
      'DatabaseName' = $own.DatabaseName; 'MailboxServer' = $Server; 'Status' = 'Unknown';
      'ActiveDatabaseCopy' = $own.ActiveDatabaseCopy; 'ActivationSuspended' = 'False'; 'ErrorMessage' = $why
    }
    New-Row $unread ''
  }
}

function Get-ShortName([string]$Name) {
  return $Name.Split('.')[0]
}

function Get-Copies {
  Open-Exchange
  try {
    $own = @(Get-Rows $Self)
    if ($own.Count -eq 0) { throw "Exchange names no database copy on $Self" }
  } catch {
    Close-Exchange
    Wait-BeforeNext ([string]$_)
    throw
  }
  $rows = $own
  $asked = @($Self)
  if ($Peer -ne '') {
    $rows += @(Get-OtherRows $Peer $PeerAddress $own)
    $asked += $Peer
  }
  # A DAG may have more servers: one that has a database of ours active is asked too.
  foreach ($row in $own) {
    $active = Get-ShortName $row.ActiveDatabaseCopy
    if (($active -ne '') -and ($asked -notcontains $active)) {
      $ours = @($own | Where-Object { (Get-ShortName $_.ActiveDatabaseCopy) -eq $active })
      $names = @($own | ForEach-Object { $_.DatabaseName })
      $rows += @(Get-OtherRows $active $active $ours | Where-Object { $names -contains $_.DatabaseName })
      $asked += $active
    }
  }
  return (($rows | ConvertTo-Csv -NoTypeInformation) -join "`r`n")
}

# A member of the cluster that is up has quorum: without it, the cluster service ends itself.
function Get-Quorum {
  $service = Get-Service -Name 'ClusSvc'
  if (@('Stopped', 'StopPending') -contains [string]$service.Status) { return 'no' }
  try {
    $nodes = @(Get-WmiObject -Namespace 'root\MSCluster' -Class 'MSCluster_Node')
  } catch {
    if ($notFormed -contains $_.Exception.ErrorCode) { return 'no' }
    throw
  }
  foreach ($node in $nodes) {
    if ((Get-ShortName $node.Name) -eq [Environment]::MachineName) {
      # 0 up, 1 down, 2 paused (still a member), 3 joining
      if (@('0', '2') -contains [string]$node.State) { return 'yes' }
      if (@('1', '3') -contains [string]$node.State) { return 'no' }
    }
  }
  return 'unknown'
}

try {
  while ($true) {
    $line = [Console]::In.ReadLine()
    if ($line -eq $null) { break }
    $words = $line.Trim().Split(' ')
    if ($words[0] -eq 'QUIT') { break }
    try {
      if ($words[0] -eq 'COPIES') {
        Write-Answer $words[1] (Get-Copies)
      } elseif ($words[0] -eq 'QUORUM') {
        Write-Answer $words[1] (Get-Quorum)
      } else {
        Write-Refusal $words[1] "$($words[0]) is no question"
      }
    } catch {
      Write-Refusal $words[1] ([string]$_)
    }
  }
} finally {
  Close-Exchange
}
