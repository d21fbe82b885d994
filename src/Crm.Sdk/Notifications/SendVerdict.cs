namespace Crm.Sdk.Notifications;

/// <summary>What the gate says of a message.</summary>
/// <param name="Reason">Why it is held back, without personal data; null where it may be sent.</param>
internal readonly record struct SendVerdict(string? Reason)
{
    public static SendVerdict Permitted => default;

    public bool IsPermitted => Reason is null;
}
