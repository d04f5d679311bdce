using System.Security.Cryptography.X509Certificates;
using Auditor.Testing.FakeAws.Throttling;

namespace Auditor.Testing.FakeAws;

/// <summary>How the fake behaves, whatever its estate is.</summary>
public sealed record FakeAwsOptions
{
    /// <summary>Times the calls, fills the throttles, decides what a metric's last two weeks and an expired token are.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How far AWS's clock is from <see cref="Clock"/>: a client whose own clock is wrong sees it as this.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>
    /// AWS refuses a signature whose date is more than five minutes off. Off for a <see cref="Clock"/> that a test sets: answers then carry
    /// the real date.
    /// </summary>
    public bool ChecksSignatureDate { get; init; } = true;

    public FakeThrottling Throttling { get; init; } = FakeThrottling.Off;

    /// <summary>What the fake shows over TLS; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>0 is any free port.</summary>
    public int Port { get; init; }
}
