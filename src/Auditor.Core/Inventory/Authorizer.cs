using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>An authorizer of an API. That it exists says nothing about whether a route uses it.</summary>
public sealed record Authorizer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AuthorizerType Type { get; init; }

    /// <summary>The Lambda function's invocation ARN.</summary>
    public string? Uri { get; init; }

    /// <summary>The Cognito user pools.</summary>
    public ImmutableArray<string> ProviderArns { get; init; } = [];

    public ImmutableArray<string> IdentitySources { get; init; } = [];

    /// <summary>For how long an answer is reused; <see langword="null"/> when not set (REST: 300), 0 = not at all.</summary>
    public int? CacheSeconds { get; init; }

    public bool SimpleResponses { get; init; }

    public string? IdentityValidationExpression { get; init; }

    public string? JwtIssuer { get; init; }

    public ImmutableArray<string> JwtAudience { get; init; } = [];

    /// <summary>Whether both ask in the same way: lists are compared by what is in them.</summary>
    public bool Equals(Authorizer? other) => other is not null
        && (Id, Name, Type, Uri, CacheSeconds, SimpleResponses, IdentityValidationExpression, JwtIssuer)
            == (other.Id, other.Name, other.Type, other.Uri, other.CacheSeconds, other.SimpleResponses, other.IdentityValidationExpression, other.JwtIssuer)
        && ProviderArns.SequenceEqual(other.ProviderArns, StringComparer.Ordinal)
        && IdentitySources.SequenceEqual(other.IdentitySources, StringComparer.Ordinal)
        && JwtAudience.SequenceEqual(other.JwtAudience, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Type, Uri);
}
