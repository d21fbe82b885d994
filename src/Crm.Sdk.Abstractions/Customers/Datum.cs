namespace Crm.Sdk.Customers;

/// <summary>Brings coordinates of the datums of Chinese maps to WGS 84.</summary>
/// <remarks>
/// GCJ-02 is undocumented; its offset is the one that is generally known (Krasovsky's ellipsoid, a = 6,378,245 m, e² = 0.00669342162296594323), taken back by iteration to 10⁻⁹ degrees, and none outside of 72.004–137.8347° E,
/// 0.8293–55.8271° N. BD-09 lies on GCJ-02. Thread-safe.
/// </remarks>
internal static class Datum
{
    private const double Axis = 6_378_245.0;
    private const double Eccentricity = 0.00669342162296594323;
    private const double BaiduPi = Math.PI * 3000.0 / 180.0;

    public static (double Latitude, double Longitude) ToWgs84(GeoPoint point)
    {
        (double latitude, double longitude) = ((double)point.Latitude, (double)point.Longitude);
        return point.Datum switch
        {
            GeoDatum.Gcj02 => FromGcj02(latitude, longitude),
            GeoDatum.Bd09 => FromGcj02(FromBd09(latitude, longitude)),
            _ => (latitude, longitude),
        };
    }

    public static (double Latitude, double Longitude) ToGcj02(double latitude, double longitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
        {
            return (latitude, longitude);
        }

        (double x, double y) = (longitude - 105.0, latitude - 35.0);
        double radians = double.DegreesToRadians(latitude);
        double magic = 1 - (Eccentricity * Math.Sin(radians) * Math.Sin(radians));
        double north = North(x, y) * 180.0 / (Axis * (1 - Eccentricity) / (magic * Math.Sqrt(magic)) * Math.PI);
        double east = East(x, y) * 180.0 / (Axis / Math.Sqrt(magic) * Math.Cos(radians) * Math.PI);
        return (latitude + north, longitude + east);
    }

    private static (double Latitude, double Longitude) FromGcj02((double Latitude, double Longitude) point) => FromGcj02(point.Latitude, point.Longitude);

    private static (double Latitude, double Longitude) FromGcj02(double latitude, double longitude)
    {
        (double guessNorth, double guessEast) = (latitude, longitude);
        for (int i = 0; i < 30; i++)
        {
            (double north, double east) = ToGcj02(guessNorth, guessEast);
            (double restNorth, double restEast) = (latitude - north, longitude - east);
            (guessNorth, guessEast) = (guessNorth + restNorth, guessEast + restEast);
            if (Math.Abs(restNorth) < 1e-9 && Math.Abs(restEast) < 1e-9)
            {
                break;
            }
        }

        return (guessNorth, guessEast);
    }

    private static (double Latitude, double Longitude) FromBd09(double latitude, double longitude)
    {
        (double x, double y) = (longitude - 0.0065, latitude - 0.006);
        double z = Math.Sqrt((x * x) + (y * y)) - (0.00002 * Math.Sin(y * BaiduPi));
        double theta = Math.Atan2(y, x) - (0.000003 * Math.Cos(x * BaiduPi));
        return (z * Math.Sin(theta), z * Math.Cos(theta));
    }

    private static double North(double x, double y) =>
        -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
        + Waves(x) + (((20.0 * Math.Sin(y * Math.PI)) + (40.0 * Math.Sin(y / 3.0 * Math.PI))) * 2.0 / 3.0)
        + (((160.0 * Math.Sin(y / 12.0 * Math.PI)) + (320.0 * Math.Sin(y * Math.PI / 30.0))) * 2.0 / 3.0);

    private static double East(double x, double y) =>
        300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
        + Waves(x) + (((20.0 * Math.Sin(x * Math.PI)) + (40.0 * Math.Sin(x / 3.0 * Math.PI))) * 2.0 / 3.0)
        + (((150.0 * Math.Sin(x / 12.0 * Math.PI)) + (300.0 * Math.Sin(x / 30.0 * Math.PI))) * 2.0 / 3.0);

    private static double Waves(double x) => ((20.0 * Math.Sin(6.0 * x * Math.PI)) + (20.0 * Math.Sin(2.0 * x * Math.PI))) * 2.0 / 3.0;
}
