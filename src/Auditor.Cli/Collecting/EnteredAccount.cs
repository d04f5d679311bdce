using Auditor.Aws.Access;
using Auditor.Aws.Transport;

namespace Auditor.Cli.Collecting;

/// <summary>An account that answered, and the Region that did.</summary>
internal sealed record EnteredAccount(AwsCaller Caller, AwsAccount Account, string Home);
