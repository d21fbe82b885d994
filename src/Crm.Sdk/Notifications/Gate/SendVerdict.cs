using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>What the gate says of a message: it may be sent, it waits until later, or it is held back.</summary>
/// <param name="Reason">Why it waits or is held back, without personal data; null where it may be sent.</param>
/// <param name="Until">From when on it is judged again; null where it is held back for good.</param>
internal readonly record struct SendVerdict(Reason? Reason, Instant? Until = null)
{
    public static SendVerdict Permitted => default;

    public bool IsPermitted => Reason is null;

    public static SendVerdict Refused(string code, params ReadOnlySpan<ReasonArg> args) => new(new Reason(code, ValueList.Create(args)));

    public static SendVerdict Wait(Instant until, string code, params ReadOnlySpan<ReasonArg> args) => new(new Reason(code, ValueList.Create(args)), until);
}
