using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::Cognito::UserPool</c>, as far as authorizers name it.</summary>
internal sealed class UserPools(MappingContext context)
{
    /// <summary>The pool of the template whose tokens an authorizer takes.</summary>
    public Resource? BehindAuthorizer(Resource authorizer) =>
        (authorizer["ProviderARNs"]?.Items ?? []).Select(context.Referred).OfType<Resource>().FirstOrDefault()
            ?? PoolOf(authorizer["JwtConfiguration"]?["Issuer"]);

    public ImmutableArray<UserPool> Read(ImmutableArray<Api> apis)
    {
        var named = apis.SelectMany(api => api.Authorizers.ValueOr([]))
            .SelectMany(authorizer => authorizer.ProviderArns.Concat(PoolArn(authorizer.JwtIssuer) is { } arn ? [arn] : []))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. named.Select(arn => new UserPool
            {
                Arn = arn,
                Settings = context.OfType("AWS::Cognito::UserPool").FirstOrDefault(pool => context.ArnOf(pool) == arn) is { } found
                    ? new UserPoolSettings
                    {
                        Name = context.Text(found["UserPoolName"]) ?? found.Id,
                        // Anybody may sign up unless the pool says otherwise (AWS::Cognito::UserPool AdminCreateUserConfig).
                        AllowsSelfSignUp = !context.Flag(
                            found["AdminCreateUserConfig"]?["AllowAdminCreateUserOnly"], found, "AllowAdminCreateUserOnly"),
                        MfaConfiguration = context.Text(found["MfaConfiguration"]) ?? "OFF",
                    }
                    : MappingContext.NotInTemplates("The user pool is not in the template."),
            }),
        ];
    }

    private Resource? PoolOf(Value? issuer) =>
        issuer is TextValue text
            ? text.Pieces.OfType<ReferencePiece>()
                .Select(piece => context.ById(piece.Id))
                .FirstOrDefault(resource => resource?.Type == "AWS::Cognito::UserPool")
            : null;

    private string? PoolArn(string? issuer) => UserPoolIssuer.Of(issuer) is { } pool
        ? $"arn:aws:cognito-idp:{context.Set.Region}:{context.Set.Account}:userpool/{pool.PoolId}"
        : null;
}
