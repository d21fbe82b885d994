namespace Crm.Sdk.Notifications;

/// <summary>Thrown by a channel that knows that nothing left the house: the attempt may be repeated without fear of a duplicate.</summary>
public sealed class NotSentException : CrmException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Why nothing was sent; no personal data.</param>
    /// <param name="innerException">What caused it.</param>
    public NotSentException(string message, Exception? innerException = null)
        : base(NotificationErrorCodes.NotSent, message, innerException)
    {
    }
}
