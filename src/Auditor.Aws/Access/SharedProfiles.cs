using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Access;

/// <summary>
/// The credentials of the profiles of the shared configuration, each opened once: a code of a device is good for one sign-in only.
/// </summary>
/// <param name="askForCode">Asks for the code of a device for multi-factor authentication, by its serial number; null where nobody can be
/// asked.</param>
/// <param name="file">Where the profiles are; null for where AWS's tools look.</param>
public sealed class SharedProfiles(Func<string, string?>? askForCode = null, string? file = null)
{
    private readonly Dictionary<string, AWSCredentials> _opened = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The credentials of a profile, or what the environment names in its place; null: the SDK's own chain finds some.</summary>
    /// <exception cref="AwsAccessException">The profile does not exist, or says nothing about credentials.</exception>
    internal AWSCredentials? Of(string? profile)
    {
        var name = SharedConfiguration.ProfileName(profile);
        var isNamed = profile is not null || (SharedConfiguration.Variable("AWS_PROFILE") is not null && !HasOwnCredentials());
        lock (_lock)
        {
            if (_opened.TryGetValue(name, out var known))
            {
                return known;
            }

            var opened = isNamed || !HasOwnCredentials() ? Open(name, mustExist: isNamed, mustHaveCredentials: profile is not null) : null;
            return opened is null ? null : _opened[name] = opened;
        }
    }

    // As in the AWS CLI, keys in the environment win over AWS_PROFILE, and --profile over both.
    private static bool HasOwnCredentials() =>
        SharedConfiguration.Variable("AWS_ACCESS_KEY_ID") is not null
            || SharedConfiguration.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not null;

    private AWSCredentials? Open(string name, bool mustExist, bool mustHaveCredentials)
    {
        var chain = new CredentialProfileStoreChain(file);
        if (!chain.TryGetProfile(name, out var profile))
        {
            return mustExist
                ? throw new AwsAccessException($"The profile '{name}' does not exist in the shared AWS configuration")
                {
                    Sought = name,
                    Known = [.. chain.ListProfiles().Select(known => known.Name).Distinct(StringComparer.Ordinal)],
                }
                : null;
        }

        var options = profile.Options;
        if (options?.SourceProfile is { Length: > 0 } source
            && chain.TryGetProfile(source, out var from)
            && from.Options?.MfaSerial is { Length: > 0 })
        {
            throw new AwsAccessException(
                $"The profile '{name}' starts from '{source}', which asks for a code: name '{source}' with --profile, and the role with "
                    + $"--role-arn.");
        }

        if (!chain.TryGetAWSCredentials(name, out var credentials))
        {
            return mustHaveCredentials ? throw new AwsAccessException($"The profile '{name}' says nothing about credentials.") : null;
        }

        if (credentials is AssumeRoleAWSCredentials { Options: { MfaSerialNumber: { Length: > 0 } device } role })
        {
            role.MfaTokenCodeCallback = () => askForCode?.Invoke(device) is { Length: > 0 } code ? code : throw new SignInException(
                $"The profile '{name}' asks for a code of '{device}', and "
                    + $"{(askForCode is null ? "there is no terminal to ask on" : "none was given")}: "
                + "sign in first ('aws sts get-session-token') and use that session, or a role that needs no code.");
        }

        return credentials;
    }
}
