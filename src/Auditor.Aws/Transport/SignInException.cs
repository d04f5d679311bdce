namespace Auditor.Aws.Transport;

/// <summary>Signing in needs what is not there, told in one sentence.</summary>
public sealed class SignInException(string message) : Exception(message);
