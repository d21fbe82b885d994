namespace Crm.Sdk.KillTarget.Stores;

/// <summary>The clock of a machine that is set wrongly.</summary>
public sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
