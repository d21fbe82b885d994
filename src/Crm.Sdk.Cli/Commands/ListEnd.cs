namespace Crm.Sdk.Cli.Commands;

/// <summary>Where a list ended that was read as it was written out: the cursor of what is left, or null.</summary>
internal sealed class ListEnd
{
    public string? Next { get; set; }
}
