using System.Text.Json;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class MotoServerTests(MotoServer moto)
{
    [MotoFact]
    public async Task The_server_holds_every_rest_api_of_the_seed()
    {
        var apis = await ItemsAsync("restapis", "item");

        apis.Select(api => api.GetProperty("id").GetString()).ShouldBe(moto.Estate.RestApis.Values, ignoreOrder: true);
        apis.Select(api => api.GetProperty("name").GetString()).ShouldContain("<script>alert(1)</script>");
    }

    [MotoFact]
    public async Task The_server_holds_every_http_and_websocket_api_of_the_seed()
    {
        var apis = await ItemsAsync("v2/apis", "items");

        apis.Select(api => api.GetProperty("apiId").GetString())
            .ShouldBe(moto.Estate.HttpApis.Values.Concat(moto.Estate.WebSocketApis.Values), ignoreOrder: true);
    }

    private async Task<JsonElement[]> ItemsAsync(string path, string member)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(moto.Endpoint, path));

        // moto reads the service and the Region from the scope of the signature, which it does not check.
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=test/20260101/{moto.Estate.Region}/apigateway/aws4_request, SignedHeaders=host, Signature=0");
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await client.SendAsync(request, CancellationToken.None);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return [.. document.RootElement.GetProperty(member).EnumerateArray().Select(item => item.Clone())];
    }
}
