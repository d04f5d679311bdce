using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Aws.Access;
using Auditor.Cli.Collecting;
using Auditor.Cli.Configuration;
using Auditor.Cli.Storing;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Storage;

namespace Auditor.Cli.CommandLine;

/// <summary>Which accounts and Regions are read, and with which identity.</summary>
internal sealed partial class AwsOptions(IReadOnlyDictionary<string, string> environment)
{
    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "Profile of the shared AWS configuration [default: "
        + "AWS_PROFILE, as with every AWS tool]",
        HelpName = "name"
    };

    public Option<string[]> Region { get; } = new("--region")
    {
        Description = "Region to read; repeat for more; 'all' is every enabled one [default: the environment's or the profile's]",
        HelpName = "region",
        CompletionSources = { "all" },
    };

    public Option<string[]> RoleArn { get; } = new("--role-arn")
    {
        Description = "Role to assume, most often in another account; repeat "
        + "for more",
        HelpName = "arn"
    };

    public Option<string?> ExternalId { get; } = new("--external-id") { Description = "External id that the roles ask for", HelpName = "id" };

    public Option<bool> Organization { get; } = new("--organization")
    {
        Description = "Read every active account of the organization "
        + "that the current identity administers (also by delegation)"
    };

    public Option<string?> OrganizationRole { get; } = new("--organization-role")
    {
        Description = "Name of the role to assume in each "
        + "account of the organization; its own account is read with the current identity",
        HelpName = "name"
    };

    public Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Read only part i of n of the accounts, for jobs side by "
        + "side; 'auditor merge' joins them. 'auto' takes both from the job's environment (GitLab, CircleCI, Azure Pipelines, Buildkite, "
            + "AWS Batch, Slurm), 'auto/n' the part (Kubernetes, too)",
        HelpName = "i/n"
    };

    public Option<string?> TimeLimit { get; } = new("--time-limit")
    {
        Description = "Stop reading after this time, such as 90s, 30m or "
        + "1h30m, and keep what was read for --resume",
        HelpName = "time"
    };

    public Option<bool> Resume { get; } = new("--resume")
    {
        Description = "Go on with what a run into the same --output folder left that "
        + "was stopped: APIs, accounts and Regions that it had read are not read again"
    };

    public Option<string?> Cache { get; } = new("--cache")
    {
        Description = "Folder that keeps what was read from scan to scan, so that "
        + "the next one makes about one call for each API; may be deleted at any time",
        HelpName = "dir"
    };

    public Option<string?> WorkingCopies { get; } = new("--working-copies")
    {
        Description = "Of which REST APIs to read the working copy, which shows what the next deployment would change: all, rotate (some "
            + "each time, with --cache) or none [default: all, with --cache rotate]",
        HelpName = "which",
        CompletionSources = { "all", "rotate", "none" },
    };

    public Option<string?> EndpointUrl { get; } = new("--endpoint-url") { Description = "Call this endpoint instead of AWS, such as an emulator", HelpName = "url" };

    public Option<bool> AllowHttp { get; } = new("--allow-http")
    {
        Description = "Let --endpoint-url be plain http on another machine, "
        + "where whoever is in between can read and change everything"
    };

    public Option<string?> MaxRate { get; } = new("--max-rate")
    {
        Description = "API Gateway requests per second in one account and Region; AWS allows 10 for all its callers together [default: 8]",
        HelpName = "number",
    };

    public ImmutableArray<Option> All =>
        [
            Profile, Region, RoleArn, ExternalId, Organization, OrganizationRole, Shard, TimeLimit, Resume, Cache, WorkingCopies,
            EndpointUrl, AllowHttp, MaxRate,
        ];

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="keepsWhatWasRead">Whether a run that is stopped leaves something with which another goes on.</param>
    public void AddTo(Command command, bool keepsWhatWasRead = true)
    {
        foreach (var option in keepsWhatWasRead ? All : All.RemoveRange([TimeLimit, Resume]))
        {
            command.Add(option);
        }
    }

    /// <summary>What to read for the chosen rules.</summary>
    /// <exception cref="UsageException">An option is no good.</exception>
    public CollectionSettings Settings(ParseResult parse, ConfigurationFile file, ImmutableArray<Rule> rules, RuleSettings settings) =>
        Settings(parse, file, RuleNeeds.Of(rules)) with
        {
            UsageWindowDays = UsageWindow.Of(rules, settings),
            Resume = parse.GetValue(Resume),
            TimeLimit = parse.GetValue(TimeLimit) is { } limit ? Duration.Parse(limit, TimeLimit.Name) : null,
            SecretVariableNames = SecretVariables.Of(settings),
            TimeLimitText = parse.GetValue(TimeLimit),
        };

    /// <summary>What to read for something else than rules.</summary>
    /// <exception cref="UsageException">An option is no good.</exception>
    public CollectionSettings Settings(ParseResult parse, ConfigurationFile file, Needs needs) =>
        new(Identities(parse, file), Regions(parse, file), needs)
        {
            OrganizationRole = RoleOfOrganization(parse),
            Shard = Part(parse),
            Cache = OfThisMachine(parse.GetValue(Cache)),
            WorkingCopies = Copies(parse),
            ClosedRegions = [.. (file.ClosedRegions ?? []).Select(region => region.Value).Distinct(StringComparer.Ordinal)],
        };

    private string? OfThisMachine(string? cache)
    {
        Store.Refuse(cache, Cache.Name);
        return cache;
    }

    private Aws.Reading.WorkingCopies Copies(ParseResult parse)
    {
        var isCached = parse.GetValue(Cache) is not null;
        return parse.GetValue(WorkingCopies) switch
        {
            null => isCached ? Aws.Reading.WorkingCopies.Rotate : Aws.Reading.WorkingCopies.All,
            "all" => Aws.Reading.WorkingCopies.All,
            "none" => Aws.Reading.WorkingCopies.None,
            "rotate" when isCached => Aws.Reading.WorkingCopies.Rotate,
            "rotate" =>
                throw new UsageException(
                    $"{WorkingCopies.Name} rotate only means something together with {Cache.Name}, which keeps what was read before."),
            { } other => throw new UsageException($"{WorkingCopies.Name}: {Quote.Of(other)} is none of 'all', 'rotate' and 'none'."),
        };
    }

    private string? RoleOfOrganization(ParseResult parse) => (parse.GetValue(Organization), parse.GetValue(OrganizationRole)) switch
    {
        (false, null) => null,
        (false, _) => throw new UsageException($"{OrganizationRole.Name} only means something together with {Organization.Name}."),
        (true, null) =>
            throw new UsageException(
                $"{Organization.Name} needs the name of the role to assume in each account: give it with {OrganizationRole.Name}."),
        (true, _) when parse.GetValue(RoleArn) is { Length: > 0 } =>
            throw new UsageException(
                $"{Organization.Name} and {RoleArn.Name} exclude each other: the organization's accounts are found with the current "
                    + $"identity."),
        (true, { } name) =>
            RoleName().IsMatch(name)
                ? name
                : throw new UsageException(
                    $"{OrganizationRole.Name}: {Quote.Of(name)} is no name of a role; it is the same in every account, so it is no ARN "
                        + $"either."),
    };

    /// <summary>Who writes to S3: whoever reads, before any role is assumed.</summary>
    /// <exception cref="UsageException">An option is no good.</exception>
    public StorageAccess Storage(ParseResult parse, ConfigurationFile file)
    {
        var identity = Identities(parse, file)[0];
        return new(identity.Profile, identity.EndpointUrl);
    }

    /// <summary>Which part of the accounts to read; null for all.</summary>
    /// <exception cref="UsageException">It is no part.</exception>
    public Shard? Part(ParseResult parse)
    {
        if (parse.GetValue(Shard) is not { } text)
        {
            return null;
        }

        var shard = ShardOfJob.IsMeant(text) ? ShardOfJob.Find(text, Shard.Name, environment) : Collecting.Shard.Parse(text, Shard.Name);
        return parse.GetValue(Organization) || parse.GetValue(RoleArn) is { Length: > 0 }
            ? shard
            : throw new UsageException(
                $"{Shard.Name} splits accounts: it only means something together with {RoleArn.Name} or {Organization.Name}.");
    }

    /// <summary>The identities to read with: one for each role, or that of the profile.</summary>
    /// <exception cref="UsageException">An option is no good.</exception>
    public ImmutableArray<AwsAccess> Identities(ParseResult parse, ConfigurationFile file)
    {
        var identity = new AwsAccess
        {
            Profile = parse.GetValue(Profile),
            EndpointUrl = parse.GetValue(EndpointUrl) is { } url ? Url(url, parse.GetValue(AllowHttp)) : null,
            MaxRate = parse.GetValue(MaxRate) is { } rate ? Rate(rate) : file.MaxRate,
        };
        var externalId = parse.GetValue(ExternalId);
        return (parse.GetValue(RoleArn) ?? []) switch
        {
            [] when externalId is not null && !parse.GetValue(Organization) =>
                throw new UsageException($"{ExternalId.Name} only means something together with {RoleArn.Name} or {Organization.Name}."),
            [] when externalId is not null => [identity with { ExternalId = externalId }],
            [] => [identity],
            var roles =>
                [.. roles.Distinct(StringComparer.Ordinal).Select(role => identity with { RoleArn = role, ExternalId = externalId })],
        };
    }

    /// <summary>The Regions that somebody asks for; empty when nobody does.</summary>
    /// <exception cref="UsageException">One cannot be the name of a Region.</exception>
    public ImmutableArray<string> Regions(ParseResult parse, ConfigurationFile file) => Regions(parse.GetValue(Region), Region.Name, file);

    /// <inheritdoc cref="Regions(ParseResult, ConfigurationFile)"/>
    public static ImmutableArray<string> Regions(string[]? named, string option, ConfigurationFile file)
    {
        ImmutableArray<Sourced<string>> given = [.. (named ?? []).Select(name => RegionName.Checked(new(name, option)))];
        return [.. (given is [] ? file.Regions ?? [] : given).Select(name => name.Value).Distinct(StringComparer.Ordinal)];
    }

    // A path may be part of it; letters and marks are those that IAM allows.
    [GeneratedRegex("^([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex RoleName();

    private Uri Url(string text, bool allowHttp)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https" })
        {
            throw new UsageException($"{EndpointUrl.Name}: {Quote.Of(WithoutUser(text))} is no URL of http or https.");
        }

        return url.Scheme == "https" || url.IsLoopback || allowHttp
            ? url
            : throw new UsageException(
                $"{EndpointUrl.Name}: {Quote.Of(WithoutUser(text))} is plain http on another machine, where whoever is in between can "
                    + $"read and change everything: use https, or add {AllowHttp.Name}.");
    }

    // A password that stands in an address must not come back on the screen, however wrong the rest of it is.
    private static string WithoutUser(string text) =>
        text.LastIndexOf('@') is >= 0 and var at
            ? $"{(text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && scheme < at ? text[..(scheme + 3)] : "")}***{text[at..]}"
            : text;

    private double Rate(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate)
        ? rate
        : throw new UsageException($"{MaxRate.Name}: {Quote.Of(text)} is no number of requests per second above 0.");
}
