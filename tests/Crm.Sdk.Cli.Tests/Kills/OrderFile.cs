using System.Globalization;

namespace Crm.Sdk.Cli.Tests.Kills;

/// <summary>Files of orders with all that makes going on hard: rows without key, equal rows, orders of several lines that stand apart, refused rows, and customers that only orders name.</summary>
internal static class OrderFile
{
    private const string Header = "key,customer,date,product,quantity,amount,channel\n";

    /// <summary>Writes rows; the same numbers give the same bytes.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="step">Every how many of the rows is written, 1 for all.</param>
    /// <param name="quantity">The quantity of each line: another one changes the orders that are there.</param>
    public static async Task WriteAsync(string path, int rows, int step, int quantity)
    {
        var file = new StreamWriter(path);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Header);
            for (int row = 0; row < rows; row += step)
            {
                await file.WriteLineAsync(Row(row, rows, quantity));
            }
        }
    }

    private static string Row(int row, int rows, int quantity)
    {
        string date = string.Create(CultureInfo.InvariantCulture, $"2025-{1 + (row % 12):00}-{1 + (row % 28):00}");
        int customer = row * 7 % (rows / 5);
        FormattableString text = (row % 100) switch
        {
            13 => $"R{row},c{customer},2025-02-30,tea,1,5.00,web", // refused: no such day
            37 => $"R{row},c{customer},{date},tea,1,5.00", // refused: a field is missing
            59 => $"R{row},,{date},\"tea, \"\"green\"\"\",1,=1+1,web", // refused: no customer
            71 => $",c{customer},2025-03-01,coffee,1,5.00,shop", // without key
            72 or 73 => $",c7,2025-03-01,coffee,1,5.00,shop", // equal rows without key, far apart too
            >= 80 and < 90 => $"S{row % (rows / 10)},c{row % (rows / 10) % 90},2025-04-01,line {row},{quantity},3.50,web", // lines of one order that stand apart
            _ => $"K{row / 2},c{row / 2 * 3 % (rows / 5)},2025-05-{1 + (row / 2 % 28):00},\"p{row % 9}\",{quantity},{row % 97}.25,web", // mostly two lines side by side
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
