using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Testing.FakeAws.Acm;
using Auditor.Testing.FakeAws.ApiGateway;
using Auditor.Testing.FakeAws.CloudWatch;
using Auditor.Testing.FakeAws.Cognito;
using Auditor.Testing.FakeAws.Config;
using Auditor.Testing.FakeAws.Ec2;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Auditor.Testing.FakeAws.Iam;
using Auditor.Testing.FakeAws.Lambda;
using Auditor.Testing.FakeAws.Logs;
using Auditor.Testing.FakeAws.Organizations;
using Auditor.Testing.FakeAws.Protocol;
using Auditor.Testing.FakeAws.Signing;
using Auditor.Testing.FakeAws.Sts;
using Auditor.Testing.FakeAws.Throttling;
using Auditor.Testing.FakeAws.Waf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Auditor.Testing.FakeAws;

/// <summary>
/// What stands before every service of AWS: reads the request, checks who signed it, throttles, authorises, and breaks what a test wants
/// broken.
/// </summary>
internal sealed class FakeAwsFrontEnd : IDisposable
{
    private readonly FakeAwsOptions _options;
    private readonly Limits _limits;
    private readonly Principals _principals;
    private readonly ImmutableDictionary<string, FakeService> _services;
    private readonly CancellationTokenSource _stopping = new();
    private int _atOnce;
    private int _mostAtOnce;

    public FakeAwsFrontEnd(FakeEstate estate, FakeAwsOptions options)
    {
        Estate = estate;
        _options = options;
        _limits = new(options.Clock, options.Throttling);
        _principals = new(() => Estate);
        _services = new FakeService[]
        {
            new ApiGatewayService(Deleted),
            new StsService(_principals),
            new WafService(),
            new CloudWatchService(),
            new ConfigService(),
            new Ec2Service(),
            new IamService(),
            new LambdaService(),
            new AcmService(),
            new CognitoService(),
            new LogsService(),
            new OrganizationsService(),
        }.ToImmutableDictionary(service => service.SigningName, StringComparer.Ordinal);
    }

    public FakeEstate Estate { get; set; }

    public CallLog Calls { get; } = new();

    public FaultPlan Faults { get; } = new();

    public ConcurrentDictionary<string, bool> Deleted { get; } = new(StringComparer.Ordinal);

    public int MostAtOnce => _mostAtOnce;

    private DateTimeOffset Now => _options.Clock.GetUtcNow() + _options.ClockOffset;

    /// <summary>Ends what is stalled.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    public async Task AnswerAsync(HttpContext context)
    {
        var atOnce = Interlocked.Increment(ref _atOnce);
        InterlockedMax(ref _mostAtOnce, atOnce);
        try
        {
            await AnswerOneAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the test is over: an empty 200 would be a lie.
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private async Task AnswerOneAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        var arrived = Now;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, gone.Token);
        var signature = SignatureV4.Read(context.Request.Headers.Authorization);
        var principal = signature is null ? null : _principals.Of(signature.AccessKeyId);
        var account = principal?.Account ?? new FakeAccount("000000000000");
        var regionName = signature?.Region ?? "";
        var request = new FakeRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/",
            context.Request.Headers.ToImmutableDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray())
        {
            Now = arrived,
            Partition = Estate.Partition,
            Account = account,
            Region = account.Regions.FirstOrDefault(region => region.Name == regionName) ?? new FakeRegion(regionName),
            Principal = principal ?? Principals.Nobody(account),
        };

        var service = signature is null ? ServiceOf(request) : _services.GetValueOrDefault(signature.Service);
        var operation = service?.Find(request);
        var call = Calls.Add(new FakeCall(0, signature?.Service ?? service?.SigningName ?? "?", operation?.Name ?? "?", request.Method, request.RawPath, request.RawQuery)
        {
            Time = arrived,
            Account = principal?.Account.Id ?? "",
            Region = regionName,
            AccessKeyId = signature?.AccessKeyId ?? "",
            UserAgent = request.Header("user-agent") ?? "",
            IsWrite = operation?.Writes ?? false,
            Problem = Problem(service, operation),
        });

        var fault = Faults.Next(call);
        if (fault?.Kind is FakeFaultKind.Deleted
            && operation is not null
            && (operation.Path.GetValueOrDefault("restapi_id") ?? operation.Path.GetValueOrDefault("apiId")) is { } id)
        {
            Deleted.TryAdd(id, true);
        }

        if (fault?.Kind is FakeFaultKind.Reset)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind is FakeFaultKind.Stall)
        {
            await Task.Delay(fault.Delay ?? Timeout.InfiniteTimeSpan, _options.Clock, gone.Token);
        }

        var response = Break(
            fault, service, request, service is null ? NoSuchService(request) : Answer(service, operation, signature, request));
        Calls.Update(call with { Status = response.Status, ErrorCode = response.ErrorCode });
        await SendAsync(context, response, fault?.Kind is FakeFaultKind.Truncated, gone.Token);
    }

    private static string? Problem(FakeService? service, FakeOperation? operation) => (service, operation) switch
    {
        (null, _) => "The fake has no such service.",
        (_, null) => "AWS has no such operation.",
        (_, { Writes: false, Answer: null }) => $"The fake does not answer {operation.Name}.",
        _ => operation.Problem,
    };

    private FakeResponse Answer(FakeService service, FakeOperation? operation, SignatureV4? signature, FakeRequest request)
    {
        try
        {
            Authenticate(service, signature, request);
            if (operation is null)
            {
                throw service.UnknownOperation(request);
            }

            if (_limits.Take(request.Account.Id, request.Region.Name, service.SigningName, operation.Name) is { } wait)
            {
                throw service.Throttled(wait);
            }

            Authorize(service, operation, request);
            return operation.Answer is { } answer
                ? answer(request with { Path = operation.Path })
                : throw service.UnknownOperation(request);
        }
        catch (FakeAwsException error)
        {
            return service.Error(error);
        }
    }

    private void Authenticate(FakeService service, SignatureV4? signature, FakeRequest request)
    {
        if (signature is null)
        {
            throw service.MissingToken();
        }

        if (request.Principal.Credentials.AccessKeyId != signature.AccessKeyId
            || request.Principal.Credentials.SessionToken != request.Header("x-amz-security-token")
            || request.Account.DisabledRegions.Contains(request.Region.Name))
        {
            throw service.UnknownKey();
        }

        if (signature.Check(request, request.Principal.Credentials.SecretAccessKey) is { } problem)
        {
            throw service.SignatureDoesNotMatch(problem);
        }

        if (_options.ChecksSignatureDate
            && SignatureV4.SignedAt(request) is { } signedAt
            && (request.Now - signedAt).Duration() > TimeSpan.FromMinutes(5))
        {
            throw service.SignatureExpired(signedAt < request.Now
                ? $"Signature expired: {signedAt:yyyyMMdd'T'HHmmss'Z'} is now earlier than "
                    + $"{request.Now - TimeSpan.FromMinutes(5):yyyyMMdd'T'HHmmss'Z'} ({request.Now:yyyyMMdd'T'HHmmss'Z'} - 5 min.)"
                : $"Signature not yet current: {signedAt:yyyyMMdd'T'HHmmss'Z'} is still later than "
                    + $"{request.Now + TimeSpan.FromMinutes(5):yyyyMMdd'T'HHmmss'Z'} ({request.Now:yyyyMMdd'T'HHmmss'Z'} + 5 min.)");
        }

        if (request.Principal.Credentials.Expires <= request.Now)
        {
            throw service.ExpiredToken();
        }
    }

    private static void Authorize(FakeService service, FakeOperation operation, FakeRequest request)
    {
        if (operation.Writes)
        {
            throw service.AccessDenied(
                $"User: {request.Principal.Arn} is not authorized to perform: {operation.Action} on resource: {operation.Resource} with "
                    + $"an explicit deny: the fake is read-only");
        }

        if (operation.Action.Length > 0
            && request.Principal.Permissions.Denial(operation.Action, operation.Resource, request.Region.Name) is { } why)
        {
            throw service.AccessDenied(
                $"User: {request.Principal.Arn} is not authorized to perform: {operation.Action} on resource: {operation.Resource} {why}");
        }
    }

    private static FakeResponse Break(
        FakeFault? fault, FakeService? service, FakeRequest request, FakeResponse response) => fault?.Kind switch
        {
            FakeFaultKind.Status => new(fault.Status, "text/plain", []) { Headers = RetryAfter(fault) },
            FakeFaultKind.Error when service is not null =>
                service.Error(new(fault.Status, fault.Code, fault.Message) { Headers = RetryAfter(fault) }),
            FakeFaultKind.Malformed => response with { Body = response.Body[..(response.Body.Length / 2)] },
            FakeFaultKind.WrongContentType =>
                new(200, "text/html", Encoding.UTF8.GetBytes($"<!doctype html><title>Sign in</title><p>{request.Method}</p>")),
            FakeFaultKind.Redirect => new(307, "text/plain", []) { Headers = [("Location", fault.Location)] },
            FakeFaultKind.Rewritten =>
                response with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(response.Body).Replace(fault.Find, fault.Replace, StringComparison.Ordinal)) },
            FakeFaultKind.Reshaped when response.Status is 200 =>
                response with { Body = Encoding.UTF8.GetBytes(fault.Reshape(Encoding.UTF8.GetString(response.Body))) },
            _ => response,
        };

    private static ImmutableArray<(string, string)> RetryAfter(FakeFault fault) =>
        fault.RetryAfter is { } seconds ? [("Retry-After", seconds)] : [];

    private async Task SendAsync(HttpContext context, FakeResponse response, bool truncated, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        // The SDKs correct their clock by this header, so it has to be AWS's idea of the time. They keep the correction for the address as
        // long as the process lives, also for the next server that gets the port: so a clock that only a test believes in is not said.
        var date = _options.ChecksSignatureDate ? Now : TimeProvider.System.GetUtcNow();
        context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString("D");
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (truncated)
        {
            await context.Response.Body.WriteAsync(response.Body.AsMemory(0, response.Body.Length / 2), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(response.Body, cancellationToken);
    }

    private FakeService? ServiceOf(FakeRequest request) => _services.Values.FirstOrDefault(service => service.Find(request) is not null);

    private static FakeResponse NoSuchService(FakeRequest request) =>
        new(
            404,
            "text/plain",
            Encoding.UTF8.GetBytes($"The fake has no service for {request.Method} {request.RawPath}."))
        { ErrorCode = "UnknownService" };

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
