using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>What is left when calls are denied.</summary>
internal static class UnreadEstate
{
    /// <summary>The account and the Region, and no fact about them.</summary>
    public static Estate Nothing { get; } = new()
    {
        CollectedAt = Example.Now,
        Accounts = [new() { Id = Example.Account }],
        Scopes = [new() { Account = Example.Account, Region = Example.Region }],
    };

    /// <summary>One of everything, of which only lists and names are known.</summary>
    public static Estate OnlyNames { get; } = new()
    {
        CollectedAt = Example.Now,
        Accounts =
        [
            new()
            {
                Id = Example.Account,
                IdentityPolicies = ImmutableArray.Create(
                    new IdentityPolicy
                    {
                        Arn = "arn:aws:iam::111122223333:policy/p",
                        Name = "p",
                        Kind = IdentityPolicyKind.CustomerManaged,
                    },
                    new IdentityPolicy { Arn = "", Name = "", Kind = IdentityPolicyKind.Inline }),
            },
        ],
        Scopes =
        [
            new()
            {
                Account = Example.Account,
                Region = Example.Region,
                RestApis = ImmutableArray.Create(Named(ApiKind.Rest)),
                HttpAndWebSocketApis = ImmutableArray.Create(Named(ApiKind.Http), Named(ApiKind.WebSocket)),
                Domains = ImmutableArray.Create(new Domain { Name = "" }),
                UsagePlans = ImmutableArray.Create(new UsagePlan { Id = "", Name = "" }),
                WebAcls = [new() { Arn = "" }],
                Functions = [new() { Arn = "" }],
                ApiKeys = ImmutableArray.Create(new ApiKey { Id = "", Name = "" }),
                VpcLinks = ImmutableArray.Create(new VpcLink { Id = "", Name = "" }),
                Portals = ImmutableArray.Create(new Portal { Id = "", Arn = "", Name = "" }),
                Alarms = ImmutableArray.Create(new Alarm { Name = "", Metrics = [new() { Name = "" }] }),
                LogGroups = [new() { Arn = "" }],
                BackendHosts = [new() { Name = "" }],
                ConfigRecording = new ConfigRecording { Recorders = [new() { Name = "" }] },
            },
        ],
    };

    private static Api Named(ApiKind kind) => new()
    {
        Id = "",
        Name = "",
        Kind = kind,
        ResourcePolicy = "this is no policy",
        Stages = ImmutableArray.Create(
            new Stage { Name = "" },
            new Stage { Name = "s", WebAclArn = ":", DeploymentId = "d", Canary = new() { DeploymentId = "e" }, AccessLog = new() { DestinationArn = "::" }, Settings = [new() { Key = "" }, new() { Key = "" }] }),
        Routes = ImmutableArray.Create(
            new Route { Key = "" },
            new Route { Key = " " },
            new Route { Key = "GET /x" },
            new Route { Key = "GET /x" },
            new Route { Key = "GET /y", Authorization = AuthorizationKind.None, Integration = (Integration?)null },
            new Route { Key = "GET /z", Authorization = AuthorizationKind.Custom, Integration = (Integration?)new Integration { Type = IntegrationType.Other, Uri = "::not a uri", CredentialsArn = ":" } }),
        Authorizers = ImmutableArray.Create(new Authorizer { Id = "", Name = "", Type = AuthorizerType.Other }),
    };
}
