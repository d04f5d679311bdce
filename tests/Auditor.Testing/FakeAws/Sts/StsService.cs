using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Sts;

/// <summary>STS: who am I, and a role's credentials (aws-facts.md A.5).</summary>
internal sealed class StsService : QueryService
{
    private readonly Principals _principals;

    public StsService(Principals principals)
    {
        _principals = principals;
        Operations = new Dictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>>(StringComparer.Ordinal)
        {
            ["GetCallerIdentity"] = (request, _) => GetCallerIdentity(request),
            ["AssumeRole"] = AssumeRole,
        }.ToImmutableDictionary(StringComparer.Ordinal);
    }

    public override string SigningName => "sts";

    protected override string Version => "2011-06-15";

    protected override XNamespace Namespace => "https://sts.amazonaws.com/doc/2011-06-15/";

    protected override ImmutableDictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>> Operations { get; }

    // GetCallerIdentity needs no permission (A.5); AssumeRole is decided by the role it is for.
    protected override FakeOperation Describe(string name, ImmutableDictionary<string, string> form, FakeRequest request) => name switch
    {
        "GetCallerIdentity" or "AssumeRole" => new(name),
        _ => new(name) { Action = $"sts:{name}" },
    };

    private XElement GetCallerIdentity(FakeRequest request) => new(
        Namespace + "GetCallerIdentityResult",
        new XElement(Namespace + "Arn", request.Principal.Arn),
        new XElement(Namespace + "UserId", request.Principal.UserId),
        new XElement(Namespace + "Account", request.Account.Id));

    private XElement AssumeRole(FakeRequest request, ImmutableDictionary<string, string> form)
    {
        var arn = form.GetValueOrDefault("RoleArn") ?? "";
        var session = form.GetValueOrDefault("RoleSessionName") ?? "";
        if (session.Length is < 2 or > 64)
        {
            throw new FakeAwsException(
                400,
                "ValidationError",
                "1 validation error detected: Value at 'roleSessionName' failed to satisfy constraint: Member must have length between 2 "
                    + "and 64");
        }

        var seconds = int.Parse(form.GetValueOrDefault("DurationSeconds") ?? "3600", CultureInfo.InvariantCulture);
        if (seconds is < 900 or > 43200)
        {
            throw new FakeAwsException(
                400,
                "ValidationError",
                "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value between "
                    + "900 and 43200");
        }

        var (account, role) = Find(arn);
        // AWS tells an unknown role, a wrong external id and a trust policy that says no with the same words.
        if (account is null
            || role is null
            || role.RefusesAssumption
            || (role.ExternalId is { } expected && form.GetValueOrDefault("ExternalId") != expected))
        {
            throw AccessDenied($"User: {request.Principal.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}");
        }

        if (role.MfaDevice is { } device
            && (form.GetValueOrDefault("SerialNumber") != device || form.GetValueOrDefault("TokenCode") is not { Length: 6 }))
        {
            throw AccessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }

        var principal = _principals.Assume(account, role, session, request.Now.AddSeconds(seconds));
        return new(
            Namespace + "AssumeRoleResult",
            new XElement(
                Namespace + "AssumedRoleUser",
                new XElement(Namespace + "AssumedRoleId", principal.UserId),
                new XElement(Namespace + "Arn", principal.Arn)),
            new XElement(
                Namespace + "Credentials",
                new XElement(Namespace + "AccessKeyId", principal.Credentials.AccessKeyId),
                new XElement(Namespace + "SecretAccessKey", principal.Credentials.SecretAccessKey),
                new XElement(Namespace + "SessionToken", principal.Credentials.SessionToken),
                new XElement(Namespace + "Expiration", request.Now.AddSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))));
    }

    private (FakeAccount? Account, FakeRole? Role) Find(string arn)
    {
        foreach (var account in _principals.Accounts)
        {
            var role = account.Roles.FirstOrDefault(
                role => arn == $"arn:{_principals.Partition}:iam::{account.Id}:role{role.Path}{role.Name}");
            if (role is not null)
            {
                return (account, role);
            }
        }

        return (null, null);
    }
}
