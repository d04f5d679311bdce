using Auditor.Aws.Recordings;
using Auditor.Core.Privacy;

namespace Auditor.Cli.Collecting;

/// <summary>What is recorded, and what is read in place of AWS.</summary>
/// <param name="Folder">Where the answers go; null where they go nowhere.</param>
/// <param name="Replay">The answers that are read; null where AWS is.</param>
/// <param name="IsAnonymous">Whether names are replaced.</param>
/// <param name="Redact">What else is left out; null for nothing.</param>
internal sealed record RecordingSettings(string? Folder, Recording? Replay, bool IsAnonymous, INameChange? Redact);
