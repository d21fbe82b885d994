namespace Crm.Sdk.Cli.CommandLine;

/// <summary>The call itself is wrong: exit code 2.</summary>
internal sealed class CallException(string message) : Exception(message);
