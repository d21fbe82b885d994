namespace Crm.Sdk.Tests.Notifications;

/// <summary>How the provider answers one call.</summary>
internal enum ProviderAnswer
{
    Accept,
    AcceptAndHangUp,
    HangUp,
    Busy,
    Reject,
    NotSent,
}
