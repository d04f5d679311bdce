using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>
/// Fills in what an export leaves out from what is configured, where the two agree in what the export says (aws-facts.md M.1).
/// </summary>
internal static class ExportStandIns
{
    /// <summary>A deployed method with what its export does not tell; the export's words come first.</summary>
    public static Route Of(Route exported, Route? configured, bool knowsValidators)
    {
        if (configured is null)
        {
            return exported;
        }

        var asksSame = exported.Authorization == configured.Authorization;
        return exported with
        {
            AuthorizerId = exported.AuthorizerId ?? (asksSame ? configured.AuthorizerId : null),
            AuthorizationScopes = exported.AuthorizationScopes is []
                && asksSame
                && (exported.AuthorizerId is null || exported.AuthorizerId == configured.AuthorizerId)
                ? configured.AuthorizationScopes
                : exported.AuthorizationScopes,
            // Validators go by their names in exports and by their ids everywhere else.
            RequestValidatorId = knowsValidators
                ? exported.RequestValidatorId
                : configured.RequestValidatorId ?? exported.RequestValidatorId,
            ModelledContentTypes = exported.ModelledContentTypes is [] ? configured.ModelledContentTypes : exported.ModelledContentTypes,
            RequiredParameters = exported.RequiredParameters is [] ? configured.RequiredParameters : exported.RequiredParameters,
            Integration = Of(exported.Integration, configured.Integration),
        };
    }

    /// <summary>The deployed authorizers, with those that the export does not name.</summary>
    public static ImmutableArray<Authorizer> Of(ImmutableArray<Authorizer> exported, ImmutableArray<Authorizer> configured) =>
    [
        .. exported
            .Select(authorizer => Of(authorizer, configured.FirstOrDefault(other => other.Id == authorizer.Id)))
            .Concat(configured.Where(other => exported.All(authorizer => authorizer.Id != other.Id)))
            .OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal),
    ];

    /// <summary>Whether nothing had to be filled in.</summary>
    public static bool AreSame(Fact<Integration?> one, Fact<Integration?> other)
    {
        if (!one.IsKnown || !other.IsKnown || one.Value is null || other.Value is null)
        {
            return one.Equals(other);
        }

        return one.Value with { CacheKeyParameters = [], SecretsIn = [] } == other.Value with { CacheKeyParameters = [], SecretsIn = [] }
            && one.Value.CacheKeyParameters.SequenceEqual(other.Value.CacheKeyParameters, StringComparer.Ordinal);
    }

    private static Authorizer Of(Authorizer exported, Authorizer? configured) =>
        configured is null || configured.Type != exported.Type || configured.Uri != exported.Uri
        ? exported
        : exported with
        {
            ProviderArns = exported.ProviderArns is [] ? configured.ProviderArns : exported.ProviderArns,
            IdentitySources = exported.IdentitySources is [] ? configured.IdentitySources : exported.IdentitySources,
            CacheSeconds = exported.CacheSeconds ?? configured.CacheSeconds,
            IdentityValidationExpression = exported.IdentityValidationExpression ?? configured.IdentityValidationExpression,
        };

    private static Fact<Integration?> Of(Fact<Integration?> exported, Fact<Integration?> configured)
    {
        if (!exported.IsKnown || !configured.IsKnown || configured.Value is not { } other)
        {
            return exported;
        }

        if (exported.Value is not { } deployed)
        {
            return other;
        }

        return (deployed.Type, deployed.Uri, deployed.CredentialsArn) != (other.Type, other.Uri, other.CredentialsArn)
            ? deployed
            : deployed with
            {
                ThroughVpcLink = deployed.ThroughVpcLink || other.ThroughVpcLink,
                ConnectionId = deployed.ConnectionId ?? other.ConnectionId,
                InsecureSkipVerification = deployed.InsecureSkipVerification || other.InsecureSkipVerification,
                CacheKeyParameters = deployed.CacheKeyParameters is [] ? other.CacheKeyParameters : deployed.CacheKeyParameters,
                AllowOrigin = deployed.AllowOrigin ?? other.AllowOrigin,
                AllowCredentials = deployed.AllowCredentials || (deployed.AllowOrigin is null && other.AllowCredentials),
                HasTlsConfig = deployed.HasTlsConfig || other.HasTlsConfig,
            };
    }
}
