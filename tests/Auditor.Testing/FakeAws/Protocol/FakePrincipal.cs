using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>Whose access key signed a request.</summary>
internal sealed record FakePrincipal(
    FakeCredentials Credentials, FakeAccount Account, string Arn, string UserId, FakePermissions Permissions);
