namespace Crm.Sdk.Cli.CommandLine;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>The call is wrong.</summary>
    public const int WrongCall = 2;

    /// <summary>Done, but some rows were rejected, or kept where an import was taken back.</summary>
    public const int SomeRejected = 3;

    /// <summary>A business refusal: an order held or refused.</summary>
    public const int Refused = 4;
}
