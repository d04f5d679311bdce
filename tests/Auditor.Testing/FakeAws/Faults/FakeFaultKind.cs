namespace Auditor.Testing.FakeAws.Faults;

/// <summary>What goes wrong.</summary>
public enum FakeFaultKind
{
    /// <summary>A status with an empty body, without an error code.</summary>
    Status,

    /// <summary>An error of the service, with its code.</summary>
    Error,

    /// <summary>The connection is reset before any answer.</summary>
    Reset,

    /// <summary>No answer until the client gives up or <see cref="FakeFault.Delay"/> is over; then the real answer.</summary>
    Stall,

    /// <summary>The connection is reset in the middle of the body.</summary>
    Truncated,

    /// <summary>200 with a body that stops being JSON (or XML) half way.</summary>
    Malformed,

    /// <summary>200 with an HTML page, as a captive portal or proxy sends it.</summary>
    WrongContentType,

    /// <summary>307 to another host.</summary>
    Redirect,

    /// <summary>The API of the path is deleted before this call: 404 from here on, and no longer listed.</summary>
    Deleted,

    /// <summary>The real answer, with <see cref="FakeFault.Find"/> replaced by <see cref="FakeFault.Replace"/>.</summary>
    Rewritten,

    /// <summary>200 with what <see cref="FakeFault.Reshape"/> makes of the real answer.</summary>
    Reshaped,
}
