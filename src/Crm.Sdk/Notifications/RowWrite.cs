namespace Crm.Sdk.Notifications;

/// <summary>A step of one message that is to be written.</summary>
/// <param name="Message">The message after the step.</param>
/// <param name="ExpectedVersion">The version that the step was decided on: the fence. Where the record has another, the step is lost.</param>
/// <param name="Attempted">Whether the step ends an attempt.</param>
internal readonly record struct RowWrite(OutboxMessage Message, long ExpectedVersion, bool Attempted = false);
