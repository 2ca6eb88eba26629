#include "html/diagram.hpp"

#include <graphviz/gvc.h>

#include <array>
#include <memory>
#include <mutex>
#include <string>

#if defined(__SANITIZE_ADDRESS__)
#define TAMIZDAT_LEAK_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TAMIZDAT_LEAK_SANITIZER 1
#endif
#endif
#ifdef TAMIZDAT_LEAK_SANITIZER
#include <sanitizer/lsan_interface.h>
#endif

extern "C" {
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;  // NOLINT: its own name
}

namespace tamizdat::html {
namespace {

constexpr double points_per_inch =
    72;  // lengths go in as inches and come out as points; here a pixel is a point

#ifdef TAMIZDAT_LEAK_SANITIZER
/// What Graphviz keeps to itself is no leak of ours.
struct Unwatched {
  Unwatched() { __lsan_disable(); }
  ~Unwatched() { __lsan_enable(); }
  Unwatched(const Unwatched&) = delete;
  Unwatched& operator=(const Unwatched&) = delete;
};
#else
struct Unwatched {
  Unwatched() {}  // NOLINT: not trivial, or it would be unused
};
#endif

/// Graphviz takes texts without const and changes none.
char* name(const char* text) {
  return const_cast<char*>(text);  // NOLINT
}
char* name(const std::string& text) {
  return name(text.c_str());
}

std::string inches(double pixels) {
  return std::to_string(pixels / points_per_inch);
}

/// The one context, made when the first picture is; without configuration files and without fonts.
GVC_t* context() {
  static std::array<lt_symlist_t, 2> plugins = {
      {{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library}, {nullptr, nullptr}}};
  static GVC_t* const made = [] {
    agseterr(AGMAX);  // nothing of what it finds odd goes to standard error
    return gvContextPlugins(plugins.data(), 0);
  }();
  return made;
}

struct Closer {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};

/// One graph of Graphviz, filled from a diagram.
class Layout {
 public:
  explicit Layout(Diagram& diagram)
      : diagram_(diagram), graph_(agopen(name("picture"), Agdirected, nullptr)) {}

  bool run() {
    if (!graph_) return false;
    set_rules();
    for (std::size_t i = 0; i < diagram_.boxes.size(); ++i) add(diagram_.boxes[i], i);
    for (const Line& line : diagram_.lines) add(line);
    if (gvLayout(context(), graph_.get(), "dot") != 0) return false;
    read();
    gvFreeLayout(context(), graph_.get());
    return true;
  }

 private:
  void rule(int kind, const char* key, const std::string& value) {
    agattr(graph_.get(), kind, name(key), name(value));
  }

  void set_rules() {
    const bool rightwards = diagram_.flow == Flow::rightwards;
    rule(AGRAPH, "rankdir", rightwards ? "LR" : "TB");
    rule(AGRAPH, "ranksep", inches(diagram_.between_ranks));
    rule(AGRAPH, "nodesep", inches(diagram_.between_boxes));
    rule(AGRAPH, "nslimit", "4");  // bounds of the work, in rounds for each box
    rule(AGRAPH, "nslimit1", "4");
    rule(AGRAPH, "mclimit", "1");
    rule(AGNODE, "shape", "box");
    rule(AGNODE, "fixedsize", "true");
    rule(AGNODE, "label", "");
    rule(AGNODE, "width", "0");
    rule(AGNODE, "height", "0");
    rule(AGEDGE, "weight", "1");
    rule(AGEDGE, "arrowhead", "none");
    rule(AGEDGE, "tailport", rightwards ? "e" : "s");
    rule(AGEDGE, "headport", rightwards ? "w" : "n");
  }

  void add(const Box& box, std::size_t place) {
    Agnode_t* node = agnode(graph_.get(), name("b" + std::to_string(place)), 1);
    agset(node, name("width"), name(inches(box.width)));
    agset(node, name("height"), name(inches(box.height)));
    nodes_.push_back(node);
  }

  void add(const Line& line) {
    Agedge_t* edge = agedge(graph_.get(), nodes_[line.from], nodes_[line.to], nullptr, 1);
    agset(edge, name("weight"), name(std::to_string(line.weight)));
    edges_.push_back(edge);
  }

  /// Graphviz counts upwards.
  [[nodiscard]] Point place(const pointf& point) const { return {point.x, diagram_.height - point.y}; }

  void read() {
    const boxf around = GD_bb(graph_.get());
    diagram_.width = around.UR.x;
    diagram_.height = around.UR.y;
    for (std::size_t i = 0; i < nodes_.size(); ++i) diagram_.boxes[i].centre = place(ND_coord(nodes_[i]));
    for (std::size_t i = 0; i < edges_.size(); ++i) read(edges_[i], diagram_.lines[i]);
  }

  void read(Agedge_t* edge, Line& line) const {
    const splines* curves = ED_spl(edge);
    line.path.clear();
    if (curves == nullptr || curves->size == 0) return;
    const bezier& curve = curves->list[0];
    for (int i = 0; i < static_cast<int>(curve.size); ++i) line.path.push_back(place(curve.list[i]));
  }

  Diagram& diagram_;
  std::unique_ptr<Agraph_t, Closer> graph_;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agedge_t*> edges_;
};

}  // namespace

bool lay_out(Diagram& diagram) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const Unwatched unwatched;
  return Layout(diagram).run();
}

}  // namespace tamizdat::html
