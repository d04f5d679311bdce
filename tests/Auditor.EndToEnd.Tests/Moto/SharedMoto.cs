using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>One server, one estate and one browser for all tests that look at them.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMoto : ICollectionFixture<MotoServer>, ICollectionFixture<Chromium>
{
    public const string Name = "moto";
}
