using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Transport;

/// <summary>Finds the backends to which a stage can show its client certificate.</summary>
internal static class TlsBackends
{
    /// <summary>
    /// The keys of the routes that call an HTTPS address. Lambda functions and AWS services are called with signatures, MOCK calls nobody,
    /// and a backend without TLS sees no certificate. Unknown when there is no such route and one could not be told.
    /// </summary>
    /// <param name="subject">The stage.</param>
    /// <param name="context">Where what it serves is asked.</param>
    /// <param name="among">Which of their integrations count, by the address that the stage calls; <see langword="null"/> for all.</param>
    public static Fact<ImmutableArray<string>> Behind(
        StageSubject subject, RuleContext context, Func<Integration, string, bool>? among = null)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        Unknown? unknown = null;
        foreach (var route in context.Exposure.RoutesOf(subject.Scope, subject.Api, subject.Stage).Value)
        {
            unknown ??= route.Route.Integration.Unknown;
            if (route.Route.Integration.ValueOr(null) is not { Type: IntegrationType.Http or IntegrationType.HttpProxy, Uri: { } uri } integration)
            {
                continue;
            }

            var address = BackendAddress.In(route, uri);
            unknown ??= address.Unknown;
            if (address.ValueOr("") is var url
                && url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                && among?.Invoke(integration, url) is not false)
            {
                keys.Add(route.Route.Key);
            }
        }

        return keys.Count == 0 && unknown is not null ? unknown : keys.ToImmutableArray();
    }
}
