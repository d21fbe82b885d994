namespace Crm.Sdk.Channels.Local;

/// <summary>Where the console channel writes.</summary>
public enum ConsoleTarget
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error: for programs whose output is read by others.</summary>
    Error,
}
