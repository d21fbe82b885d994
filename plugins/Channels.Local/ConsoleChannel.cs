using System.Text;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Channels.Local;

/// <summary>The channel <c>console</c>: shows messages to whoever sits at the program. For trying things out, and for reminders to staff.</summary>
/// <remarks>
/// A message is written in one piece. Control characters other than line breaks are replaced, so that no text can steer a terminal. What it shows is
/// personal: do not collect the console of a program that sends to customers. Thread-safe.
/// </remarks>
public sealed class ConsoleChannel : INotificationChannel
{
    /// <summary>The channel's name.</summary>
    public const string Name = "console";

    private readonly TextWriter _writer;

    /// <summary>Makes the channel.</summary>
    public ConsoleChannel(IOptions<ConsoleChannelOptions> options)
        : this(options?.Value.Target == ConsoleTarget.Error ? Console.Error : Console.Out)
    {
    }

    internal ConsoleChannel(TextWriter writer) => _writer = writer;

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; } = new(Name)
    {
        Audience = Audience.Customers | Audience.Staff,
        Formats = [MessageFormat.PlainText, MessageFormat.Html, MessageFormat.Json],
        AfterCrash = CrashPolicy.PreferNoLoss, // a message shown twice does no harm
    };

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _writer.WriteAsync(Text(message).AsMemory(), cancellationToken).ConfigureAwait(false);
        await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return DeliveryResult.Accepted();
    }

    private static string Text(OutgoingMessage message)
    {
        var text = new StringBuilder();
        text.Append("── ").Append(message.Key);
        Append(" → ", message.Address);
        Append(" · ", message.Subject);
        text.AppendLine(message.PossibleDuplicate ? " (possibly a repeat)" : string.Empty);
        foreach (string line in message.Body.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("   ").AppendLine(Visible(line));
        }

        return text.ToString();

        void Append(string before, string? value)
        {
            if (value is not null)
            {
                text.Append(before).Append(Visible(value));
            }
        }
    }

    private static string Visible(string line) =>
        line.Any(static c => char.IsControl(c) && c != '\t') ? string.Concat(line.Select(static c => char.IsControl(c) && c != '\t' ? '\ufffd' : c)) : line;
}
