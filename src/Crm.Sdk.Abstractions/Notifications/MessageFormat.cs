namespace Crm.Sdk.Notifications;

/// <summary>How a message's text is written. The numbers are stored.</summary>
public enum MessageFormat
{
    /// <summary>Plain text, as it is.</summary>
    PlainText = 0,

    /// <summary>HTML, for e-mail.</summary>
    Html = 1,

    /// <summary>JSON, for channels that hand a document on.</summary>
    Json = 2,
}
