using System.Collections.Concurrent;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>The APIs of the estate that nobody deleted meanwhile.</summary>
internal sealed class LiveApis(ConcurrentDictionary<string, bool> deleted)
{
    public IEnumerable<FakeRestApi> RestApis(FakeRequest request) => request.Region.RestApis.Where(api => !deleted.ContainsKey(api.Id));

    public IEnumerable<FakeApi> Apis(FakeRequest request) => request.Region.Apis.Where(api => !deleted.ContainsKey(api.Id));

    public FakeRestApi RestApi(FakeRequest request) => RestApis(request).FirstOrDefault(api => api.Id == request.Path["restapi_id"])
        // The wording of A.2.
        ?? throw NotFound($"Invalid API identifier specified {request.Account.Id}:{request.Path["restapi_id"]}");

    public FakeApi Api(FakeRequest request) => Apis(request).FirstOrDefault(api => api.Id == request.Path["apiId"])
        ?? throw NotFound($"Invalid API identifier specified {request.Account.Id}:{request.Path["apiId"]}");

    public static FakeAwsException NotFound(string message) => new(404, "NotFoundException", message);
}
