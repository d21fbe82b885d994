namespace Crm.Sdk.TestSupport;

/// <summary>A mail as a server took it, read back by Python's parser of mail.</summary>
/// <param name="Sender">The sender of the envelope.</param>
/// <param name="Recipients">The recipients of the envelope.</param>
/// <param name="Type">The content type of the whole.</param>
/// <param name="Headers">The headers, decoded.</param>
/// <param name="Text">The part for readers of text.</param>
/// <param name="Html">The part for readers of HTML.</param>
/// <param name="Tls">Whether it came over TLS.</param>
/// <param name="User">The account that handed it over.</param>
public sealed record SmtpMail(string Sender, IReadOnlyList<string> Recipients, string Type, IReadOnlyDictionary<string, string> Headers, string? Text, string? Html, bool Tls, string? User);
