using Crm.Sdk.Channels.Local;
using Crm.Sdk.Testing;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

public sealed class ConsoleChannelTests
{
    [Fact]
    public async Task A_message_is_shown_with_its_lines_and_cannot_steer_the_terminal()
    {
        var writer = new StringWriter();
        await new ConsoleChannel(writer).SendAsync(
            TestMessages.Create("console", "k-1", "生日快乐\r\n\u001b[2Jgone\ttab", "desk 4", "subject", possibleDuplicate: true), CancellationToken.None);

        Assert.Equal(
            """
            ── k-1 → desk 4 · subject (possibly a repeat)
               生日快乐
               �[2Jgone	tab

            """.ReplaceLineEndings(),
            writer.ToString());
    }
}
