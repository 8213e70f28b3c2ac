import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the icons of FileTrail: a file, and the trail that leads from it to a machine. Run it from anywhere with a JDK:
 * {@code java deploy/clients/icons/DrawIcons.java}.
 */
public final class DrawIcons {

    private static final Color GROUND = new Color(0x1F5A7A);
    private static final Path DEPLOY = Path.of("deploy");

    private DrawIcons() {}

    /**
     * Draws those that clients ask for: 192 pixels in colour and 32 pixels white on nothing for Microsoft 365 and Teams (whose app
     * manifest asks for exactly these), 512 pixels for Claude Desktop.
     */
    public static void main(String... args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        draw(192, GROUND, 0.62, "m365-copilot/color.png");
        draw(32, null, 1, "m365-copilot/outline.png");
        draw(192, GROUND, 0.62, "teams/color.png");
        draw(32, null, 1, "teams/outline.png");
        draw(512, GROUND, 0.72, "clients/claude-desktop/icon.png");
    }

    /** In a square of 96 units, of which the drawing takes the given share. */
    private static void draw(int pixels, Color ground, double share, String file) throws IOException {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (ground != null) {
            pen.setColor(ground);
            pen.fillRect(0, 0, pixels, pixels);
        }
        double unit = pixels / 96.0 * share;
        pen.translate((pixels - 96 * unit) / 2, (pixels - 96 * unit) / 2);
        pen.scale(unit, unit);
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(page());
        dot(pen, 28, 75, 5);
        dot(pen, 40, 86, 5);
        dot(pen, 56, 86, 5);
        dot(pen, 79, 78, 13);
        pen.dispose();
        ImageIO.write(image, "png", DEPLOY.resolve(file).toFile());
    }

    /** With its corner folded. */
    private static Path2D page() {
        Path2D page = new Path2D.Double();
        page.moveTo(10, 8);
        page.lineTo(40, 8);
        page.lineTo(56, 24);
        page.lineTo(56, 60);
        page.lineTo(10, 60);
        page.closePath();
        page.moveTo(40, 8);
        page.lineTo(40, 24);
        page.lineTo(56, 24);
        return page;
    }

    private static void dot(Graphics2D pen, double x, double y, double radius) {
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
}
