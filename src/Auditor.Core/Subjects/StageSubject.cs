using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A stage of an API.</summary>
public sealed record StageSubject(Scope Scope, Api Api, Stage Stage) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new()
    {
        Account = Scope.Account,
        Region = Scope.Region,
        Arn = Arn.OfStage(Scope, Api, Stage),
        ApiId = Api.Id,
        ApiName = Api.Name,
        Stage = Stage.Name,
    };
}
