using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Exposures;

/// <summary>Tells exposure to programs.</summary>
internal static class ExposureJson
{
    private static readonly ExposureJsonContext Readable = new(new(JsonStyle.Readable));

    /// <param name="rows">The routes.</param>
    /// <param name="naming">Who may take on roles, where users and roles are to be named; <see langword="null"/> where they are only
    /// counted.</param>
    public static string Of(ImmutableArray<ExposureRow> rows, ExposureMap? naming = null) =>
        JsonSerializer.Serialize(rows.Select(row => Record(row, naming)), Readable.IEnumerableExposureRecord);

    public static string Of(AccessExplanation explanation) => JsonSerializer.Serialize(
        new AccessRecord(Camel(explanation.Decision), explanation.Because, [.. explanation.Steps.Select(Step)]),
        Readable.AccessRecord);

    private static ExposureRecord Record(ExposureRow row, ExposureMap? naming)
    {
        var record = new ExposureRecord
        {
            Account = row.Scope.Account,
            Region = row.Scope.Region,
            ApiId = row.Api?.Id,
            ApiName = row.Api?.Name,
            Stage = row.Stage?.Name,
            Route = row.Route?.Route.Key,
            Canary = row.Route?.IsCanary,
            Unknown = row.Unknown,
        };
        return row switch
        {
            { Exposure: { } exposure } => Record(record, exposure, naming),
            { Access: { } access } => Record(record, access),
            _ => record,
        };
    }

    private static ExposureRecord Record(ExposureRecord row, RouteExposure exposure, ExposureMap? naming) => row with
    {
        Audience = Camel(exposure.Audience),
        Reach = Camel(exposure.Reach),
        Credential = Camel(exposure.Credential),
        Narrowing = exposure.Narrowing,
        Witness = exposure.Witness,
        Request = Request(exposure.Request),
        Uncertain = exposure.IsUncertain || exposure.Route.Caveat is not null,
        Holds = exposure.Holding is { } holding ? Camel(holding.Kind) : null,
        Principals = exposure.Principals is { } principals ? Principals(principals, naming) : null,
        Changers = Principals(exposure.Changers, naming),
        Walk = [.. exposure.Walk.Select(Step)],
        Path = [.. exposure.Path.Select(Step)],
    };

    private static ExposureRecord Record(ExposureRecord row, RouteAccess access) => row with
    {
        Verdict = Camel(access.Verdict),
        Credential = Camel(access.Credential),
        Url = access.Url,
        Because = access.Because,
        Witness = access.Witness,
        Request = Request(access.Request),
    };

    private static RequestRecord? Request(Witness? request) => request is null ? null : new()
    {
        Verb = request.Verb.Length == 0 ? null : request.Verb,
        Url = request.Url,
        Path = request.Path,
        FromIp = request.FromIp,
        VpcEndpoint = request.VpcEndpointId,
        Vpc = request.VpcId,
        Principal = request.PrincipalArn,
        // Of some only those who call know what is in them.
        Headers = request.Headers
            .Where(header => header.Value is not null)
            .ToImmutableSortedDictionary(header => header.Key, header => header.Value ?? "", request.Headers.KeyComparer),
        Shows = [.. request.Shows.Select(credential => Camel(credential))],
    };

    private static PrincipalsRecord Principals(Fact<GrantedPrincipals> principals, ExposureMap? naming)
    {
        if (principals.Unknown is { } unknown)
        {
            return new() { Unknown = unknown.Because };
        }

        var counted = new PrincipalsRecord { Count = principals.Value.Arns.Length, Possibly = principals.Value.Possible.Length };
        return naming is null ? counted : counted with
        {
            Arns = principals.Value.Arns,
            PossibleArns = principals.Value.Possible,
            Roles = [.. principals.Value.Roles.Select(role => Role(role, naming.TakersOf(role)))],
        };
    }

    private static RoleRecord Role(string role, Fact<ImmutableArray<RoleTaker>> takers) => new(
        role,
        takers.Unknown?.Because,
        takers.IsKnown ? [.. takers.Value.Select(taker => new RoleTakerRecord(taker.Who, taker.DependsOn))] : null);

    private static WalkStepRecord Step(WalkStep step) =>
        new(Camel(step.Kind), step.LetsThrough, step.Asks is Credential.None ? null : Camel(step.Asks), step.Stops);

    private static StepRecord Step(Evidence step) => new(step.What, step.Value);

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}
