namespace Auditor.Testing.FakeAws.Faults;

/// <summary>Something that goes wrong at chosen calls.</summary>
/// <param name="Operation">The operation's name, or <c>*</c>.</param>
/// <param name="Kind">What goes wrong.</param>
public sealed record FakeFault(string Operation, FakeFaultKind Kind)
{
    /// <summary>Only calls whose path contains this, e.g. an API's id.</summary>
    public string Path { get; init; } = "";

    /// <summary>Only calls to this service, by its signing name or as apigatewayv2.</summary>
    public string? Service { get; init; }

    /// <summary>The first call that goes wrong, counted over the calls that match, from 1.</summary>
    public int First { get; init; } = 1;

    /// <summary>How many calls go wrong from there.</summary>
    public int Times { get; init; } = 1;

    /// <summary>For <see cref="FakeFaultKind.Status"/> and <see cref="FakeFaultKind.Error"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>For <see cref="FakeFaultKind.Error"/>.</summary>
    public string Code { get; init; } = "InternalFailure";

    public string Message { get; init; } = "";

    /// <summary>In seconds; absent unless set.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>For <see cref="FakeFaultKind.Stall"/>; null is until the client gives up.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>For <see cref="FakeFaultKind.Redirect"/>.</summary>
    public string Location { get; init; } = "http://127.0.0.1:1/";

    public string Find { get; init; } = "";

    public string Replace { get; init; } = "";

    /// <summary>For <see cref="FakeFaultKind.Reshaped"/>.</summary>
    public Func<string, string> Reshape { get; init; } = body => body;

    /// <summary>Every matching call, not only the first.</summary>
    public FakeFault Always => this with { Times = int.MaxValue };

    /// <summary>A bare status, without a code in header or body: 429 and 503 come like this from what stands before a service.</summary>
    public static FakeFault BareStatus(string operation, int status, int first = 1, int times = 1) =>
        new(operation, FakeFaultKind.Status) { Status = status, First = first, Times = times };

    public static FakeFault Error(string operation, int status, string code, string message = "") =>
        new(operation, FakeFaultKind.Error) { Status = status, Code = code, Message = message };

    /// <summary>429 TooManyRequestsException with Retry-After (aws-facts.md A.2).</summary>
    public static FakeFault Throttled(string operation, int times = 1) =>
        new(
            operation,
            FakeFaultKind.Error)
        { Status = 429, Code = "TooManyRequestsException", Message = "Too Many Requests", RetryAfter = "1", Times = times };

    public static FakeFault Reset(string operation, int times = 1) => new(operation, FakeFaultKind.Reset) { Times = times };

    public static FakeFault Stall(string operation, int times = 1) => new(operation, FakeFaultKind.Stall) { Times = times };

    public static FakeFault Rewritten(string operation, string find, string replace) =>
        new FakeFault(operation, FakeFaultKind.Rewritten) { Find = find, Replace = replace }.Always;
}
