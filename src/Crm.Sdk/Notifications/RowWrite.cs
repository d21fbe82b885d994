namespace Crm.Sdk.Notifications;

/// <summary>A step of one message that is to be written.</summary>
/// <param name="Message">The message after the step.</param>
/// <param name="ExpectedVersion">The version that the step was decided on: the fence. Where the record has another, the step is lost.</param>
/// <param name="Attempted">Whether the step ends an attempt.</param>
/// <param name="FailedOver">Whether the step hands the message to its next channel.</param>
internal readonly record struct RowWrite(OutboxMessage Message, long ExpectedVersion, bool Attempted = false, bool FailedOver = false)
{
    /// <summary>A step from one state of a message to another.</summary>
    public static RowWrite From(OutboxMessage before, OutboxMessage after, long version, bool attempted) => new(after, version, attempted, after.FailedOver > before.FailedOver);
}
