namespace Crm.Sdk.Customers;

/// <summary>A point of the sphere in whole billionths of the earth's radius (6.4 mm), so that near and far are decided by whole numbers: the same everywhere, and by a store in its own words.</summary>
/// <remarks>
/// x = cos φ cos λ, y = cos φ sin λ, z = sin φ of latitude φ and longitude λ in WGS 84. A distance d on a sphere of radius r is a chord of 2 sin(d / 2r) radii, which grows with d. Right at the poles and across
/// the antimeridian. Immutable and thread-safe.
/// </remarks>
internal readonly record struct EarthVector(long X, long Y, long Z)
{
    /// <summary>The mean radius of the earth, 6,371.0088 km (IUGG).</summary>
    public const double RadiusKm = 6_371.0088;

    private const double Scale = 1e9;
    private const long Anywhere = 5_000_000_000_000_000_000; // above the square of the diameter, 4 × 10¹⁸, however it was rounded

    /// <summary>The vector of a point, brought to WGS 84.</summary>
    public static EarthVector Of(GeoPoint point)
    {
        (double latitude, double longitude) = Datum.ToWgs84(point);
        (double sinLatitude, double cosLatitude) = Math.SinCos(double.DegreesToRadians(latitude));
        (double sinLongitude, double cosLongitude) = Math.SinCos(double.DegreesToRadians(longitude));
        return new EarthVector(Whole(cosLatitude * cosLongitude), Whole(cosLatitude * sinLongitude), Whole(sinLatitude));
    }

    /// <summary>The square of the greatest chord that is within a distance.</summary>
    public static long SquaredChord(double kilometres)
    {
        double half = kilometres / (2 * RadiusKm);
        return half >= Math.PI / 2 ? Anywhere : (long)Math.Pow(2 * Math.Sin(half) * Scale, 2);
    }

    /// <summary>The square of the chord to another point; at most 4 × 10¹⁸ and what rounding adds.</summary>
    public long SquaredChordTo(EarthVector other) => Square(X - other.X) + Square(Y - other.Y) + Square(Z - other.Z);

    private static long Square(long value) => value * value;

    private static long Whole(double part) => (long)Math.Round(part * Scale, MidpointRounding.AwayFromZero);
}
