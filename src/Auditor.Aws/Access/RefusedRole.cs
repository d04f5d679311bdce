using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Auditor.Aws.Recordings;

namespace Auditor.Aws.Access;

/// <summary>Credentials of a role that could not be assumed when it was recorded.</summary>
internal sealed class RefusedRole(RecordedRefusal refusal) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() =>
        throw new AmazonSecurityTokenServiceException(refusal.Message, ErrorType.Sender, refusal.Code, "", (HttpStatusCode)refusal.Status);
}
