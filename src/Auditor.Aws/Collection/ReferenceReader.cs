using Auditor.Aws.Names;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Cognito;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Logs;
using Auditor.Aws.Services.Waf;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Collection;

/// <summary>
/// Reads what APIs refer to outside of API Gateway, each thing once. Other services have a pace of their own, so their calls are made
/// beside those of API Gateway and not after them.
/// </summary>
internal sealed class ReferenceReader(RegionReader region, HostLookup hosts)
{
    private readonly WebAclReader _webAcls = new(region);
    private readonly FunctionReader _functions = new(region);
    private readonly LogGroupReader _logGroups = new(region);
    private readonly UserPoolReader _userPools = new(region);

    /// <summary>Begins to ask about what an API refers to. The answers are kept until they are read.</summary>
    public void Begin(Api api, CancellationToken cancellationToken) => _ = ReferredAsync([api], cancellationToken);

    public async Task<References> ReadAsync(ImmutableArray<Api> apis, CancellationToken cancellationToken)
    {
        // Where there is no API, no alarm can be missing.
        var alarms = region.Needs(Needs.Alarms) && apis is not []
            ? new AlarmReader(region).ReadAsync(cancellationToken)
            : Task.FromResult(default(Fact<ImmutableArray<Alarm>>));
        var backendHosts = region.Needs(Needs.BackendHosts)
            ? new BackendHostReader(region, hosts).ReadAsync(apis, cancellationToken)
            : None<BackendHost>();
        var referred = ReferredAsync(apis, cancellationToken);
        await Task.WhenAll(alarms, backendHosts, referred).ConfigureAwait(false);
        return await referred.ConfigureAwait(false) with
        {
            Alarms = await alarms.ConfigureAwait(false),
            BackendHosts = await backendHosts.ConfigureAwait(false),
        };
    }

    private async Task<References> ReferredAsync(ImmutableArray<Api> apis, CancellationToken cancellationToken)
    {
        var webAcls = region.Needs(Prerequisites.OfWebAcls) ? _webAcls.ReadAsync(apis, cancellationToken) : None<WebAcl>();
        var functions = region.Needs(Prerequisites.OfFunctions) ? _functions.ReadAsync(apis, cancellationToken) : None<Function>();
        var logGroups = region.Needs(Needs.LogGroups) ? _logGroups.ReadAsync(apis, cancellationToken) : None<LogGroup>();
        var userPools = region.Needs(Needs.UserPools) ? _userPools.ReadAsync(apis, cancellationToken) : None<UserPool>();
        await Task.WhenAll(webAcls, functions, logGroups, userPools).ConfigureAwait(false);
        return new()
        {
            WebAcls = await webAcls.ConfigureAwait(false),
            Functions = await functions.ConfigureAwait(false),
            LogGroups = await logGroups.ConfigureAwait(false),
            UserPools = await userPools.ConfigureAwait(false),
            BackendHosts = [],
            Alarms = default,
        };
    }

    private static Task<ImmutableArray<T>> None<T>() => Task.FromResult(ImmutableArray<T>.Empty);
}
