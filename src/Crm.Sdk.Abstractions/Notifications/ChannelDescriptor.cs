using System.Buffers;

namespace Crm.Sdk.Notifications;

/// <summary>What a notification channel says of itself. The core checks it before every call, so that a channel only sends.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ChannelDescriptor
{
    /// <summary>The greatest length of a channel's name.</summary>
    public const int MaxNameLength = 48;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Starts the description of a channel.</summary>
    /// <param name="name">The channel's name: lower-case ASCII letters, digits and <c>-</c>, a letter first, for example <c>acme-sms</c>.</param>
    /// <exception cref="CrmException">CRM1001: the name is empty, too long or has other characters.</exception>
    public ChannelDescriptor(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxNameLength || !char.IsAsciiLetterLower(name[0]) || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new CrmException(ErrorCodes.BadIdentity, $"'{name}' is no name of a channel: it takes up to {MaxNameLength} of a-z, 0-9 and '-', a letter first.");
        }

        Name = name;
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <summary>Whom it reaches; nobody unless stated.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The contact point it needs: an e-mail address, a phone number, or null where it needs none (a file, a console, a robot).</summary>
    public Customers.ContactPointKind? Reaches { get; init; }

    /// <summary>How long a text may be; unlimited by default.</summary>
    public TextLimit Limit { get; init; } = TextLimit.None;

    /// <summary>How the texts that it takes are written, what it likes best first; plain text by default.</summary>
    public ValueList<MessageFormat> Formats { get; init; } = [MessageFormat.PlainText];

    /// <summary>The templates that its provider approved; where there are any, it sends nothing else.</summary>
    public ValueList<ApprovedTemplate> Templates { get; init; }

    /// <summary>The hours outside which the law or the provider forbids to send to customers, by the recipient's wall clock, by purpose; a purpose of <c>*</c> means every one.</summary>
    public ValueList<LegalHours> Legal { get; init; }

    /// <summary>How often it may be used; unlimited by default.</summary>
    public Rate? Rate { get; init; }

    /// <summary>What an unknown outcome means; parked by default.</summary>
    public CrashPolicy AfterCrash { get; init; } = CrashPolicy.PreferNoDuplicate;

    /// <summary>How many sends may run at once, 1 or more; 1 by default.</summary>
    public int Concurrency { get; init; } = 1;
}
