using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A Lambda function behind an API.</summary>
public sealed record FunctionSubject(Scope Scope, Function Function) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new()
    {
        Account = Scope.Account,
        Region = Scope.Region,
        Arn = Function.Qualifier is { } qualifier ? $"{Function.Arn}:{qualifier}" : Function.Arn,
    };
}
